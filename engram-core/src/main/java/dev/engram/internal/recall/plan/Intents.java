package dev.engram.internal.recall.plan;

import dev.engram.query.Intent;
import dev.engram.query.IntentScores;
import dev.engram.query.PlannedTimes;
import dev.engram.query.QueryName;
import dev.engram.query.QuerySide;
import dev.engram.query.TimeRange;
import java.util.EnumMap;
import java.util.List;

/**
 * Weighs what a question wants (spec §40.2). Cues add up, and what was found in the question
 * (times, names, sides, identifiers) adds to them; a power sharpens the sums into shares. A
 * question without any cue, as one in a language that the lists do not know, has all intents alike.
 * Thread-safe.
 */
final class Intents {
  private static final double FLOOR = 0.03;
  private static final double SHARPNESS = 1.6;
  private static final double ENOUGH = 0.6;
  private static final double MOST = 1.2;
  private static final int SHORT = 9;

  private final Cues<Intent> cues = Cues.read("intents.tsv", Intent::valueOf);
  private final List<Pattern> abouts =
      List.of(
          Pattern.parse("tell me about"),
          Pattern.parse("tell me more about"),
          Pattern.parse("tell me everything about"),
          Pattern.parse("tell me all about"),
          Pattern.parse("what do/did i/we/you know/remember/have about/on"),
          Pattern.parse("what is/was known about"),
          Pattern.parse("everything/all/anything i/we/you know/have/remember about/on"),
          Pattern.parse("everything/anything about/on"),
          Pattern.parse("who is/was/are/were"),
          Pattern.parse("summarize/summarise"),
          Pattern.parse("profile of"));

  /**
   * What was weighed.
   *
   * @param scores the shares
   * @param confidence how sure the first of them is, 0 to 1
   * @param read whether any cue was known
   */
  record Weighed(IntentScores scores, double confidence, boolean read) {}

  Weighed weigh(Question question, PlannedTimes times, List<QuerySide> sides, boolean asks) {
    var weights = new EnumMap<Intent, Double>(Intent.class);
    Clauses clauses = question.clauses();
    for (Cues.Found<Intent> cue : cues.in(clauses)) {
      weights.merge(cue.tells(), cue.weight(), Double::sum);
    }
    boolean read = asks || !weights.isEmpty();
    addFindings(question, times, sides, read, weights);
    if (weights.isEmpty()) {
      return new Weighed(IntentScores.neutral(), 0, read);
    }
    double sum = 0;
    var sharp = new EnumMap<Intent, Double>(Intent.class);
    for (Intent intent : Intent.values()) {
      double weight = Math.clamp(weights.getOrDefault(intent, 0.0), 0, MOST);
      sum += weight;
      sharp.put(intent, Math.pow(FLOOR + weight, SHARPNESS));
    }
    IntentScores scores = IntentScores.of(sharp);
    double confidence = scores.of(scores.top()) * Math.min(1, sum / ENOUGH);
    return new Weighed(scores, read ? confidence : confidence / 2, read);
  }

  private void addFindings(
      Question question,
      PlannedTimes times,
      List<QuerySide> sides,
      boolean read,
      EnumMap<Intent, Double> weights) {
    Clauses clauses = question.clauses();
    if (read && clauses.length() <= SHORT) {
      add(weights, Intent.LOOKUP, 0.1);
    }
    if (!question.names().isEmpty() && read) {
      add(weights, Intent.LOOKUP, 0.1);
      add(weights, Intent.ENTITY, 0.08);
    }
    if (exact(question)) {
      add(weights, Intent.LOOKUP, 0.25);
    }
    addTimes(times, weights);
    if (!sides.isEmpty()) {
      add(weights, Intent.COMPARATIVE, 0.6);
      weights.computeIfPresent(Intent.LOOKUP, (intent, weight) -> weight / 2);
    }
    if (allAbout(question)) {
      add(weights, Intent.ENTITY, 1.1);
      weights.computeIfPresent(Intent.EXPLORATORY, (intent, weight) -> weight / 3);
      weights.computeIfPresent(Intent.LOOKUP, (intent, weight) -> weight / 3);
    }
  }

  private static void addTimes(PlannedTimes times, EnumMap<Intent, Double> weights) {
    boolean recent =
        times.ranges().stream().anyMatch(range -> range.kind() == TimeRange.Kind.AROUND);
    if (!times.ranges().isEmpty()) {
      add(weights, Intent.TEMPORAL, recent ? 0.4 : 0.5);
    }
    if (!times.anchors().isEmpty()) {
      add(weights, Intent.TEMPORAL, 0.25);
    }
    if (times.order() != PlannedTimes.Order.ANY) {
      add(weights, Intent.TEMPORAL, 0.25);
    }
    if (times.history() || times.evolution()) {
      add(weights, Intent.TEMPORAL, 0.2);
    }
  }

  private static void add(EnumMap<Intent, Double> weights, Intent intent, double weight) {
    weights.merge(intent, weight, Double::sum);
  }

  /** Whether something can only be found as it is written. */
  private static boolean exact(Question question) {
    return LexicalShare.quoted(question.text())
        || question.clauses().terms().stream()
            .anyMatch(term ->
                switch (term.kind()) {
                  case PATH, URL, EMAIL, HANDLE, OPAQUE -> true;
                  default -> LexicalShare.identifier(question.text(), term);
                });
  }

  /** Whether a name is all that is asked about: "tell me about Project Alpha", or "Ana?". */
  private boolean allAbout(Question question) {
    Clauses clauses = question.clauses();
    int words = clauses.terms().size();
    if (words == 0) {
      return false;
    }
    for (int start : new int[] {0, clauses.opening()}) {
      int at = start;
      for (Pattern about : abouts) {
        at = Math.max(at, about.match(clauses.terms(), start));
      }
      while (at > start && at < words && !question.nameAt(at) && article(clauses.word(at))) {
        at++;
      }
      boolean bare = at == start;
      if (at < words && (!bare || at == clauses.opening()) && end(question, at) == words) {
        return !bare || known(question);
      }
    }
    return false;
  }

  private static int end(Question question, int at) {
    int end = question.name(at);
    return end > 0 ? end : at;
  }

  private static boolean known(Question question) {
    return question.names().stream().anyMatch(QueryName::known);
  }

  private static boolean article(String word) {
    return switch (word) {
      case "the", "my", "our", "a", "an", "project" -> true;
      default -> false;
    };
  }
}
