package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a question is understood and will be answered (spec §40). Made without a model, from the
 * words alone; a caller can look at it and override any part ({@link PlanOverride}). Immutable.
 *
 * @param intents what it wants, as shares
 * @param times what it says of time
 * @param names the names in it, in its order
 * @param expansions words to look for besides its own: other names of what it names
 * @param lexicalShare how much of the weight of words and meaning together goes to the words,
 *     {@link #LEAST_LEXICAL} to {@link #MOST_LEXICAL}; {@link #USUAL_LEXICAL} for a question that
 *     gives no reason for another (spec §35.2)
 * @param targets the kinds of memory that most likely answer, at least one; a preference, no filter
 * @param hops how far to follow the links between memories, 0 to {@link #MOST_HOPS}
 * @param sides what it sets side by side: none, or two or more
 * @param asksFor the types of answer it asks for; empty when nothing tells
 * @param firstPerson whether those who ask, ask about themselves
 * @param confidence how sure the reading of its intent is, 0 to 1; 0 for a language that the
 *     planner does not read
 */
public record QueryPlan(
    IntentScores intents,
    PlannedTimes times,
    List<QueryName> names,
    List<String> expansions,
    double lexicalShare,
    Set<MemoryKind> targets,
    int hops,
    List<QuerySide> sides,
    Set<AnswerType> asksFor,
    boolean firstPerson,
    double confidence) {
  /** The smallest share of words. */
  public static final double LEAST_LEXICAL = 0.1;

  /** The largest share of words. */
  public static final double MOST_LEXICAL = 0.7;

  /** The share of words where nothing speaks for another. */
  public static final double USUAL_LEXICAL = 0.3;

  /** The farthest that links are followed. */
  public static final int MOST_HOPS = 4;

  private static final double SURE_OF_ENTITY = 0.7;
  private static final double USUAL_TIME = 0.15;
  private static final double MOST_TIME = 0.4;

  public QueryPlan {
    if (!(lexicalShare >= LEAST_LEXICAL && lexicalShare <= MOST_LEXICAL)) {
      throw InvalidInputException.query(
          "plan.lexicalShare",
          "must be " + LEAST_LEXICAL + " to " + MOST_LEXICAL + ", got " + lexicalShare);
    }
    if (targets.isEmpty()) {
      throw InvalidInputException.query("plan.targets", "must name at least one kind");
    }
    if (hops < 0 || hops > MOST_HOPS) {
      throw InvalidInputException.query("plan.hops", "must be 0 to " + MOST_HOPS + ", got " + hops);
    }
    if (sides.size() == 1) {
      throw InvalidInputException.query("plan.sides", "must be none or at least 2, got 1");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw InvalidInputException.query("plan.confidence", "must be 0 to 1, got " + confidence);
    }
    names = List.copyOf(names);
    expansions = List.copyOf(expansions);
    targets = Set.copyOf(targets);
    sides = List.copyOf(sides);
    asksFor = Set.copyOf(asksFor);
  }

  /** By what to multiply the usual weight of words: 1 changes nothing. */
  public double lexicalFactor() {
    return lexicalShare / USUAL_LEXICAL;
  }

  /** By what to multiply the usual weight of meaning: 1 changes nothing. */
  public double semanticFactor() {
    return (1 - lexicalShare) / (1 - USUAL_LEXICAL);
  }

  /**
   * The weight of time, from 0.15 for a question that says nothing of it to 0.4 for one about
   * nothing else (spec §45, contract 6).
   */
  public double timeWeight() {
    return USUAL_TIME + (MOST_TIME - USUAL_TIME) * Math.min(1, 2 * intents.of(Intent.TEMPORAL));
  }

  /**
   * The one thing it is all about, if its intent is that with a share above 0.7 (spec §45, contract
   * 5).
   */
  public Optional<QueryName> focus() {
    return intents.of(Intent.ENTITY) > SURE_OF_ENTITY
        ? names.stream().filter(QueryName::known).findFirst().or(() -> names.stream().findFirst())
        : Optional.empty();
  }

  /** Shows counts only: a plan holds content. */
  @Override
  public String toString() {
    return "QueryPlan["
        + intents.top()
        + ", "
        + times.ranges().size()
        + " ranges, "
        + times.anchors().size()
        + " anchors, "
        + names.size()
        + " names, "
        + sides.size()
        + " sides]";
  }
}
