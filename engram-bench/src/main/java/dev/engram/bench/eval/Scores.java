package dev.engram.bench.eval;

import dev.engram.bench.eval.LabelledSet.Conversation;
import dev.engram.bench.eval.LabelledSet.Question;
import dev.engram.bench.eval.LabelledSet.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How well a run answers the questions of a set. A question without gold at a level is left out of
 * that level; one that the run does not answer scores zero.
 */
public final class Scores {
  /** What is ranked. */
  public enum Level {
    /** The texts themselves. */
    TURN,
    /** Sessions, each where its best text ranks. */
    SESSION
  }

  private final List<Scored> scored;

  private Scores(List<Scored> scored) {
    this.scored = scored;
  }

  private record Scored(Level level, String type, List<String> ranked, Map<String, Integer> gold) {}

  /** Scores a run. */
  public static Scores of(LabelledSet set, Run run) {
    var sessions = new HashMap<String, Optional<String>>();
    for (Conversation conversation : set.conversations()) {
      for (Text text : conversation.texts()) {
        sessions.put(text.id(), text.session());
      }
    }
    var scored = new ArrayList<Scored>();
    for (Question question : set.questions()) {
      List<String> texts = run.texts(question.id());
      if (!question.gold().isEmpty()) {
        scored.add(new Scored(Level.TURN, question.type(), texts, question.gold()));
      }
      if (!question.goldSessions().isEmpty()) {
        var gold = question.goldSessions().stream().collect(Collectors.toMap(id -> id, id -> 1));
        scored.add(new Scored(Level.SESSION, question.type(), sessions(texts, sessions), gold));
      }
    }
    return new Scores(scored);
  }

  private static List<String> sessions(
      List<String> texts, Map<String, Optional<String>> sessionOf) {
    var ranked = new LinkedHashSet<String>();
    for (String text : texts) {
      Objects.requireNonNull(sessionOf.get(text), text).ifPresent(ranked::add);
    }
    return List.copyOf(ranked);
  }

  /** The types of question that have gold at a level, sorted. */
  public List<String> types(Level level) {
    return scored.stream()
        .filter(one -> one.level == level)
        .map(Scored::type)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  /** One value a question, in the order of the set. */
  public double[] values(Level level, Measure measure) {
    return values(level, Optional.empty(), measure);
  }

  /** One value a question of a type, or of any. */
  public double[] values(Level level, Optional<String> type, Measure measure) {
    return scored.stream()
        .filter(one -> one.level == level)
        .filter(one -> type.isEmpty() || one.type.equals(type.get()))
        .mapToDouble(one -> measure.of(one.ranked, one.gold))
        .toArray();
  }
}
