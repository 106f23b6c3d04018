package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryKind;
import java.nio.charset.StandardCharsets;
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
 * @param overseen whether an orchestrator also asks the agents it oversees
 * @param reranking how the best are put into another order; empty: as the engine's options say
 */
public record Query(
    String text,
    int limit,
    Optional<TokenBudget> budget,
    Set<MemoryKind> kinds,
    boolean overseen,
    Optional<Reranking> reranking) {
  /** The largest query, in bytes of UTF-8. */
  public static final int MAX_TEXT_BYTES = 8 * 1024;

  /** The largest limit. */
  public static final int MAX_LIMIT = 1000;

  /** How many memories {@link #filling} considers. */
  private static final int FILLING_LIMIT = 100;

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
    kinds = Set.copyOf(kinds);
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
    return new Query(text, 10, Optional.empty(), EnumSet.allOf(MemoryKind.class), false, Optional.empty());
  }

  /** Answers with at most this many memories. */
  public Query limit(int most) {
    return new Query(text, most, budget, kinds, overseen, reranking);
  }

  /**
   * Answers with what fits into this many tokens: at most the limit's number of memories, those of
   * less value shortened first (see {@link Form}), then left out.
   */
  public Query within(TokenBudget tokens) {
    return new Query(text, limit, Optional.of(tokens), kinds, overseen, reranking);
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
    return new Query(text, limit, budget, kinds, overseen, Optional.of(how));
  }

  /** Answers with these kinds only. */
  public Query only(Set<MemoryKind> wanted) {
    return new Query(text, limit, budget, wanted, overseen, reranking);
  }

  /** Also asks the agents that an orchestrator oversees. */
  public Query includingOverseen() {
    return new Query(text, limit, budget, kinds, true, reranking);
  }

  /** Shows sizes only: a query is content. */
  @Override
  public String toString() {
    return "Query[" + text.length() + " characters, limit=" + limit + "]";
  }
}
