package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import java.util.List;

/**
 * A name in a question. Immutable.
 *
 * @param name as it is usually written
 * @param aliases other names of the same thing that the memory knows, at most {@link #MOST_ALIASES}
 * @param known whether the memory has an entity of this name that the asker may see
 * @param start where it begins in the question, in UTF-16 units
 * @param end where it ends
 */
public record QueryName(String name, List<String> aliases, boolean known, int start, int end) {
  /** The most other names of one thing (spec §41.3: more expand too far). */
  public static final int MOST_ALIASES = 3;

  public QueryName {
    if (name.isBlank()) {
      throw InvalidInputException.query("plan.names.name", "is blank");
    }
    if (start < 0 || end < start) {
      throw InvalidInputException.query("plan.names.start", "is no span: " + start + " to " + end);
    }
    aliases = List.copyOf(aliases.subList(0, Math.min(aliases.size(), MOST_ALIASES)));
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "QueryName[" + (known ? "known" : "unknown") + " at " + start + "]";
  }
}
