package dev.engram.bench.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Fits on all conversations but a fold's, and scores the fold's. Deterministic for a seed.
 *
 * @param folds 2 or more
 * @param seed of the order in which conversations are dealt to folds
 */
public record CrossValidation(int folds, long seed) {
  public CrossValidation {
    if (folds < 2) {
      throw new IllegalArgumentException("folds must be at least 2, got " + folds);
    }
  }

  /** The mean scores of each set's lessons, each scored by weights that were fitted without it. */
  public Map<String, Lesson.Score> outOfFold(List<Lesson> lessons, boolean[] used) {
    Map<String, Integer> foldOf = deal(lessons);
    var scores = new LinkedHashMap<String, List<Lesson.Score>>();
    for (int fold = 0; fold < folds; fold++) {
      var learnt = new ArrayList<Lesson>();
      var asked = new ArrayList<Lesson>();
      for (Lesson lesson : lessons) {
        (foldOf.getOrDefault(key(lesson), 0) == fold ? asked : learnt).add(lesson);
      }
      if (!learnt.isEmpty() && !asked.isEmpty()) {
        double[] weights = RankingFit.of(learnt, used);
        for (Lesson lesson : asked) {
          scores.computeIfAbsent(lesson.set(), set -> new ArrayList<>()).add(lesson.score(weights));
        }
      }
    }
    return means(scores);
  }

  /** The mean scores of each set's lessons. */
  public static Map<String, Lesson.Score> scores(List<Lesson> lessons, double[] weights) {
    var scores = new LinkedHashMap<String, List<Lesson.Score>>();
    for (Lesson lesson : lessons) {
      scores.computeIfAbsent(lesson.set(), set -> new ArrayList<>()).add(lesson.score(weights));
    }
    return means(scores);
  }

  private static Map<String, Lesson.Score> means(Map<String, List<Lesson.Score>> scores) {
    var means = new LinkedHashMap<String, Lesson.Score>();
    scores.forEach((set, all) ->
        means.put(
            set,
            new Lesson.Score(
                all.stream().mapToDouble(Lesson.Score::recall).average().orElse(0),
                all.stream().mapToDouble(Lesson.Score::ndcg).average().orElse(0),
                all.stream().mapToDouble(Lesson.Score::any).average().orElse(0))));
    return means;
  }

  /** Each set's conversations are dealt by themselves, so that every fold has some of each. */
  private Map<String, Integer> deal(List<Lesson> lessons) {
    var bySet = new LinkedHashMap<String, TreeSet<String>>();
    for (Lesson lesson : lessons) {
      bySet.computeIfAbsent(lesson.set(), set -> new TreeSet<>()).add(key(lesson));
    }
    var random = new Random(seed);
    var foldOf = new HashMap<String, Integer>();
    for (TreeSet<String> keys : bySet.values()) {
      var shuffled = new ArrayList<>(keys);
      Collections.shuffle(shuffled, random);
      for (int i = 0; i < shuffled.size(); i++) {
        foldOf.put(shuffled.get(i), i % folds);
      }
    }
    return foldOf;
  }

  private static String key(Lesson lesson) {
    return lesson.set() + "/" + lesson.conversation();
  }
}
