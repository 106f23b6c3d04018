package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryKind;
import java.nio.charset.StandardCharsets;
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
 * @param overseen whether an orchestrator also asks the agents it oversees
 * @param asked when and in which zone it is asked, against which "last week" is read; if not given,
 *     now, in the zone of what was captured
 * @param planned what of the plan the caller sets
 */
public record Query(
    String text,
    int limit,
    Optional<TokenBudget> budget,
    Set<MemoryKind> kinds,
    boolean overseen,
    Optional<ZonedDateTime> asked,
    PlanOverride planned) {
  /** The largest query, in bytes of UTF-8. */
  public static final int MAX_TEXT_BYTES = 8 * 1024;

  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  /** The largest limit. */
  public static final int MAX_LIMIT = 1000;

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
    asked.ifPresent(
        moment -> {
          if (moment.getYear() < FIRST_YEAR || moment.getYear() > LAST_YEAR) {
            throw InvalidInputException.query(
                "query.asked",
                "must be in the years "
                    + FIRST_YEAR
                    + " to "
                    + LAST_YEAR
                    + ", got "
                    + moment.getYear());
          }
        });
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
        false,
        Optional.empty(),
        PlanOverride.none());
  }

  /** Answers with at most this many memories. */
  public Query limit(int most) {
    return new Query(text, most, budget, kinds, overseen, asked, planned);
  }

  /** Answers with what fits into this many tokens. */
  public Query within(TokenBudget tokens) {
    return new Query(text, limit, Optional.of(tokens), kinds, overseen, asked, planned);
  }

  /** Answers with these kinds only. */
  public Query only(Set<MemoryKind> wanted) {
    return new Query(text, limit, budget, wanted, overseen, asked, planned);
  }

  /** Also asks the agents that an orchestrator oversees. */
  public Query includingOverseen() {
    return new Query(text, limit, budget, kinds, true, asked, planned);
  }

  /** Asks as of this moment in this zone: "last week" is the week before it. */
  public Query askedAt(ZonedDateTime moment) {
    return new Query(text, limit, budget, kinds, overseen, Optional.of(moment), planned);
  }

  /** Sets parts of the plan. */
  public Query planned(PlanOverride override) {
    return new Query(text, limit, budget, kinds, overseen, asked, override);
  }

  /** Shows sizes only: a query is content. */
  @Override
  public String toString() {
    return "Query[" + text.length() + " characters, limit=" + limit + "]";
  }
}
