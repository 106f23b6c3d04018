package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.word.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A list of cues: a pattern of words, what it tells, and how strongly. Patterns are found by their
 * first word, so a question costs its length, not the list's. Immutable.
 *
 * @param <T> what a cue tells
 */
final class Cues<T> {
  /**
   * A cue found in a question.
   *
   * @param tells what it tells
   * @param weight how strongly
   * @param from the index of its first word
   * @param to the index after its last
   */
  record Found<T>(T tells, double weight, int from, int to) {}

  private record Cue<T>(Pattern pattern, T tells, double weight) {}

  private final Map<String, List<Cue<T>>> byFirst = new HashMap<>();

  private Cues() {}

  /** Reads a list: pattern, what it tells and perhaps a weight, separated by tabs. */
  static <T> Cues<T> read(String name, Function<String, T> tells) {
    var cues = new Cues<T>();
    for (String line : Resource.lines(Cues.class, name)) {
      String[] fields = line.split("\t", -1);
      double weight = fields.length > 2 ? Double.parseDouble(fields[2]) : 1;
      var cue = new Cue<>(Pattern.parse(fields[0]), tells.apply(fields[1]), weight);
      for (String first : cue.pattern().firsts()) {
        cues.byFirst.computeIfAbsent(first, none -> new ArrayList<>()).add(cue);
      }
    }
    return cues;
  }

  /** The cues in a question, each at its first place, in the order of their places. */
  List<Found<T>> in(Clauses clauses) {
    var found = new ArrayList<Found<T>>();
    var seen = new ArrayList<Cue<T>>();
    for (int i = 0; i < clauses.terms().size(); i++) {
      for (Cue<T> cue : byFirst.getOrDefault(clauses.terms().get(i).folded(), List.of())) {
        if (cue.pattern().head() && !clauses.head(i)) {
          continue;
        }
        int end = cue.pattern().match(clauses.terms(), i);
        if (end >= 0 && !seen.contains(cue)) {
          seen.add(cue);
          found.add(new Found<>(cue.tells(), cue.weight(), i, end));
        }
      }
    }
    return found;
  }
}
