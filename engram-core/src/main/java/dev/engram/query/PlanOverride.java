package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller knows better than the planner. Each part that is there takes the place of the
 * plan's. Immutable; its bounds are those of {@link QueryPlan}, checked when it is applied.
 *
 * @param intents what the question wants
 * @param times what it says of time; at most 32 ranges and 32 anchors
 * @param expansions words to look for besides its own; at most 64 of 512 characters
 * @param lexicalShare the share of words
 * @param targets the kinds that most likely answer
 * @param hops how far to follow links
 * @param sides what it sets side by side, at most 8; empty to ask it in one
 */
public record PlanOverride(
    Optional<IntentScores> intents,
    Optional<PlannedTimes> times,
    Optional<List<String>> expansions,
    Optional<Double> lexicalShare,
    Optional<Set<MemoryKind>> targets,
    Optional<Integer> hops,
    Optional<List<QuerySide>> sides) {
  private static final int MOST_EXPANSIONS = 64;
  private static final int MOST_SIDES = 8;
  private static final int MOST_TIMES = 32;
  private static final int LONGEST_NAME = 512;
  private static final PlanOverride NONE =
      new PlanOverride(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public PlanOverride {
    expansions = expansions.map(List::copyOf);
    targets = targets.map(Set::copyOf);
    sides = sides.map(List::copyOf);
    expansions.ifPresent(words -> {
      requireFew("plan.expansions", words.size(), MOST_EXPANSIONS);
      words.forEach(word -> requireShort("plan.expansions", word, LONGEST_NAME));
    });
    sides.ifPresent(wanted -> {
      requireFew("plan.sides", wanted.size(), MOST_SIDES);
      wanted.forEach(side -> {
        requireShort("plan.sides.subject", side.subject(), LONGEST_NAME);
        requireShort("plan.sides.text", side.text(), Query.MAX_TEXT_BYTES);
      });
    });
    times.ifPresent(planned -> {
      requireFew("plan.times.ranges", planned.ranges().size(), MOST_TIMES);
      requireFew("plan.times.anchors", planned.anchors().size(), MOST_TIMES);
      planned
          .anchors()
          .forEach(
              anchor -> requireShort("plan.anchors.event", anchor.event(), Query.MAX_TEXT_BYTES));
    });
  }

  private static void requireFew(String field, int size, int most) {
    if (size > most) {
      throw InvalidInputException.query(
          field, "must have at most " + most + " entries, got " + size);
    }
  }

  private static void requireShort(String field, String text, int most) {
    if (text.isBlank() || text.length() > most) {
      throw InvalidInputException.query(
          field, "must have 1 to " + most + " characters each, got " + text.length());
    }
  }

  /** Overrides nothing. */
  public static PlanOverride none() {
    return NONE;
  }

  /** Takes the question for this intent alone. */
  public PlanOverride withIntent(Intent intent) {
    return withIntents(IntentScores.only(intent));
  }

  /** Takes the question for a mixture of intents. */
  public PlanOverride withIntents(IntentScores scores) {
    return new PlanOverride(
        Optional.of(scores), times, expansions, lexicalShare, targets, hops, sides);
  }

  /** Takes these times for those of the question. */
  public PlanOverride withTimes(PlannedTimes planned) {
    return new PlanOverride(
        intents, Optional.of(planned), expansions, lexicalShare, targets, hops, sides);
  }

  /** Takes this range for all that the question says of time. */
  public PlanOverride withRange(TimeRange range) {
    return withTimes(
        new PlannedTimes(List.of(range), List.of(), PlannedTimes.Order.ANY, false, false, false));
  }

  /** Looks for these words besides the question's own. */
  public PlanOverride withExpansions(List<String> words) {
    return new PlanOverride(intents, times, Optional.of(words), lexicalShare, targets, hops, sides);
  }

  /** Weighs words so. */
  public PlanOverride withLexicalShare(double share) {
    return new PlanOverride(intents, times, expansions, Optional.of(share), targets, hops, sides);
  }

  /** Expects the answer from these kinds; where procedures are among them, they are proposed. */
  public PlanOverride withTargets(Set<MemoryKind> kinds) {
    return new PlanOverride(
        intents, times, expansions, lexicalShare, Optional.of(kinds), hops, sides);
  }

  /** Follows links so far. */
  public PlanOverride withHops(int depth) {
    return new PlanOverride(
        intents, times, expansions, lexicalShare, targets, Optional.of(depth), sides);
  }

  /** Asks for these one by one; none asks the question in one. */
  public PlanOverride withSides(List<QuerySide> wanted) {
    return new PlanOverride(
        intents, times, expansions, lexicalShare, targets, hops, Optional.of(wanted));
  }

  /**
   * A plan with these parts in the place of its own.
   *
   * @throws dev.engram.fault.InvalidInputException if a part breaks a bound of the plan
   */
  public QueryPlan applyTo(QueryPlan plan) {
    return new QueryPlan(
        intents.orElse(plan.intents()),
        times.orElse(plan.times()),
        plan.names(),
        expansions.orElse(plan.expansions()),
        lexicalShare.orElse(plan.lexicalShare()),
        targets.orElse(plan.targets()),
        hops.orElse(plan.hops()),
        sides.orElse(plan.sides()),
        plan.asksFor(),
        plan.firstPerson(),
        intents.isPresent() ? 1 : plan.confidence());
  }

  /** Shows which parts are there, none of their content. */
  @Override
  public String toString() {
    var parts = List.of(intents, times, expansions, lexicalShare, targets, hops, sides);
    return "PlanOverride[" + parts.stream().filter(Optional::isPresent).count() + " parts]";
  }
}
