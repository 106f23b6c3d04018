package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A question to the memory. Immutable: each method returns a new query.
 *
 * @param text what is asked, 1 byte to 8 KiB of UTF-8, not blank; half a surrogate pair is read as
 *     the replacement character U+FFFD
 * @param limit how many memories to answer with at most, 1 to 1000
 * @param budget how many tokens the answer may take, if that is bounded
 * @param kinds the kinds of memory that may answer, at least one
 * @param wishes what else is wanted of the answer
 * @param vantage from which moment the memory is looked at
 * @param asked when and in which zone it is asked, against which "last week" is read; if not given,
 *     now, in the zone of what was captured
 * @param planned what of the plan the caller sets
 * @param reranking how the best are put into another order; empty: as the engine's options say
 */
public record Query(
    String text,
    int limit,
    Optional<TokenBudget> budget,
    Set<MemoryKind> kinds,
    Set<Wish> wishes,
    Vantage vantage,
    Optional<ZonedDateTime> asked,
    PlanOverride planned,
    Optional<Reranking> reranking) {
  /** The largest query, in bytes of UTF-8. */
  public static final int MAX_TEXT_BYTES = 8 * 1024;

  /** The largest limit. */
  public static final int MAX_LIMIT = 1000;

  private static final int LAST_YEAR = 9999;

  /** How many memories {@link #filling} considers. */
  private static final int FILLING_LIMIT = 100;

  /** What may be wanted of an answer besides the usual. */
  public enum Wish {
    /** The agents that an orchestrator oversees are asked as well. */
    OVERSEEN,
    /** Memories that were judged wrong for such a question answer as well. */
    SUPPRESSED,
    /** Memories that look like instructions to a model answer as well. */
    FLAGGED,
    /** There are no hits when most likely nothing answers the question. */
    ONLY_IF_KNOWN
  }

  public Query {
    if (text.isBlank()) {
      throw InvalidInputException.query("query.text", "is blank, " + text.length() + " characters");
    }
    // No encoding makes fewer bytes than characters, so a huge text is refused before it is
    // encoded.
    int bytes =
        text.length() > MAX_TEXT_BYTES
            ? text.length()
            : text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_TEXT_BYTES) {
      throw InvalidInputException.query(
          "query.text",
          "has at least " + bytes + " bytes in UTF-8; the bound is " + MAX_TEXT_BYTES);
    }
    if (text.indexOf('\0') >= 0) {
      throw InvalidInputException.query(
          "query.text", "holds the character NUL at " + text.indexOf('\0'));
    }
    text = wellFormed(text);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw InvalidInputException.query(
          "query.limit", "must be 1 to " + MAX_LIMIT + ", got " + limit);
    }
    if (kinds.isEmpty()) {
      throw InvalidInputException.query("query.kinds", "must name at least one kind");
    }
    asked.ifPresent(Query::requireYear);
    kinds = Set.copyOf(kinds);
    wishes = Set.copyOf(wishes);
  }

  private static void requireYear(ZonedDateTime moment) {
    if (moment.getYear() < 1 || moment.getYear() > LAST_YEAR) {
      throw InvalidInputException.query(
          "query.asked", "must be in the years 1 to 9999, got " + moment.getYear());
    }
  }

  private static String wellFormed(String text) {
    if (text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      return text;
    }
    return text.codePoints()
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** A question answered with at most ten memories of any kind. */
  public static Query of(String text) {
    return new Query(
        text,
        10,
        Optional.empty(),
        EnumSet.allOf(MemoryKind.class),
        EnumSet.noneOf(Wish.class),
        Vantage.PRESENT,
        Optional.empty(),
        PlanOverride.none(),
        Optional.empty());
  }

  /** Asks the same of everything but the words. */
  public Query saying(String other) {
    return new Query(other, limit, budget, kinds, wishes, vantage, asked, planned, reranking);
  }

  /** Answers with at most this many memories. */
  public Query limit(int most) {
    return new Query(text, most, budget, kinds, wishes, vantage, asked, planned, reranking);
  }

  /**
   * Answers with what fits into this many tokens: at most the limit's number of memories, those of
   * less value shortened first (see {@link Form}), then left out.
   */
  public Query within(TokenBudget tokens) {
    return new Query(
        text, limit, Optional.of(tokens), kinds, wishes, vantage, asked, planned, reranking);
  }

  /**
   * Answers with as much as fits into this many tokens: the same as {@link #within} with a limit of
   * 100, so that the budget alone decides how many memories there are.
   */
  public Query filling(TokenBudget tokens) {
    return limit(FILLING_LIMIT).within(tokens);
  }

  /** Puts the best into another order so. */
  public Query reranked(Reranking how) {
    return new Query(text, limit, budget, kinds, wishes, vantage, asked, planned, Optional.of(how));
  }

  /** Answers with these kinds only. */
  public Query only(Set<MemoryKind> wanted) {
    return new Query(text, limit, budget, wanted, wishes, vantage, asked, planned, reranking);
  }

  /** Also asks the agents that an orchestrator oversees. */
  public Query includingOverseen() {
    return wishing(Wish.OVERSEEN);
  }

  /** Also answers with memories that were judged wrong for such a question. */
  public Query includingSuppressed() {
    return wishing(Wish.SUPPRESSED);
  }

  /**
   * Also answers with memories that look like instructions to a model; {@link Hit#flagged} tells
   * them. For a person who looks, not for a prompt.
   */
  public Query includingFlagged() {
    return wishing(Wish.FLAGGED);
  }

  /**
   * Answers with nothing where the verdict is {@link Answerability.Verdict#NOTHING_KNOWN}; the
   * trace then has a stage {@code withheld} with the number of candidates.
   */
  public Query onlyIfKnown() {
    return wishing(Wish.ONLY_IF_KNOWN);
  }

  /**
   * Answers as the memory stood at a moment: with what had been learned by then and, of facts, with
   * those that held then, whether or not they still do. A moment before everything answers with
   * nothing.
   */
  public Query asOf(Instant moment) {
    return from(vantage.asOf(moment));
  }

  /**
   * Also answers with facts that held once and gave way to others; their state says so, and {@code
   * validUntil} since when. They rank beside what holds.
   */
  public Query includingPast() {
    return from(vantage.withPast());
  }

  /** Asks at this moment in this zone: "last week" is the week before it. */
  public Query askedAt(ZonedDateTime moment) {
    return new Query(
        text, limit, budget, kinds, wishes, vantage, Optional.of(moment), planned, reranking);
  }

  /** Sets parts of the plan. */
  public Query planned(PlanOverride override) {
    return new Query(text, limit, budget, kinds, wishes, vantage, asked, override, reranking);
  }

  private Query from(Vantage moment) {
    return new Query(text, limit, budget, kinds, wishes, moment, asked, planned, reranking);
  }

  private Query wishing(Wish wish) {
    var more = EnumSet.of(wish);
    more.addAll(wishes);
    return new Query(text, limit, budget, kinds, more, vantage, asked, planned, reranking);
  }

  /** Whether an orchestrator also asks the agents it oversees. */
  public boolean overseen() {
    return wishes.contains(Wish.OVERSEEN);
  }

  /** Whether memories that were judged wrong for such a question answer as well. */
  public boolean suppressed() {
    return wishes.contains(Wish.SUPPRESSED);
  }

  /** Whether memories that look like instructions to a model answer as well. */
  public boolean flagged() {
    return wishes.contains(Wish.FLAGGED);
  }

  /** Whether there are no hits when most likely nothing answers the question. */
  public boolean mustBeKnown() {
    return wishes.contains(Wish.ONLY_IF_KNOWN);
  }

  /** Shows sizes only: a query is content. */
  @Override
  public String toString() {
    return "Query[" + text.length() + " characters, limit=" + limit + "]";
  }
}
