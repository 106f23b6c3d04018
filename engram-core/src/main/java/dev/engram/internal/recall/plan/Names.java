package dev.engram.internal.recall.plan;

import java.util.List;

/**
 * The names that a memory knows and the asker may see. Thread-safe; called once a plan, on the
 * planning thread, so it must not touch the database.
 */
@FunctionalInterface
public interface Names {
  /** A memory that knows no name. */
  Names NONE = text -> List.of();

  /**
   * The known names in a question, in its order, whatever their capitals; none overlaps another.
   */
  List<Known> in(String text);

  /**
   * A known name in a question.
   *
   * @param start where it begins, in UTF-16 units
   * @param end where it ends
   * @param name as it is usually written
   * @param aliases other names of the same thing, the commonest first
   */
  record Known(int start, int end, String name, List<String> aliases) {
    public Known {
      aliases = List.copyOf(aliases);
    }

    /** Shows no content. */
    @Override
    public String toString() {
      return "Known[at " + start + "]";
    }
  }
}
