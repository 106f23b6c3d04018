package dev.engram.fault;

import java.util.List;
import java.util.Locale;

/** A value breaks a documented bound; nothing was stored, nothing was searched. */
public final class InvalidInputException extends EngramException {
  private static final long serialVersionUID = 1L;

  private final String field;

  private InvalidInputException(ErrorCode code, String field, String problem) {
    super(code, field + " " + problem);
    this.field = field;
  }

  /**
   * Any value that breaks its bound.
   *
   * @param field the field's name as the caller knows it, for example {@code turn.text}
   * @param problem the value's size or kind and the bound, never the value of a text
   */
  public static InvalidInputException of(String field, String problem) {
    return new InvalidInputException(ErrorCode.INVALID_INPUT, field, problem);
  }

  /** A text is longer than its bound. */
  public static InvalidInputException tooLarge(String field, long bytes, long bound) {
    return new InvalidInputException(
        ErrorCode.CONTENT_TOO_LARGE,
        field,
        "has " + bytes + " bytes in UTF-8; the bound is " + bound);
  }

  /**
   * A text speaks to the model that will read it, and is not stored.
   *
   * @param field the field's name as the caller knows it
   * @param characters how long the text is
   * @param score how much it looks like an injection, 0 to 1
   * @param reasons the names of what was found in it, never its words
   */
  public static InvalidInputException injection(
      String field, int characters, double score, List<String> reasons) {
    return new InvalidInputException(
        ErrorCode.INJECTION_BLOCKED,
        field,
        String.format(
            Locale.ROOT,
            "with %d characters looks like instructions to a model, score %.2f: %s",
            characters,
            score,
            String.join(", ", reasons)));
  }

  /** A query breaks a bound. */
  public static InvalidInputException query(String field, String problem) {
    return new InvalidInputException(ErrorCode.INVALID_QUERY, field, problem);
  }

  /** An option breaks its bound. */
  public static InvalidInputException option(String field, String problem) {
    return new InvalidInputException(ErrorCode.CONFIG_INVALID, field, problem);
  }

  /** There is no snapshot of that number. */
  public static InvalidInputException snapshot(long id) {
    return new InvalidInputException(
        ErrorCode.UNKNOWN_SNAPSHOT, "snapshot", id + " is not in this vault");
  }

  /** There is no import of that number. */
  public static InvalidInputException unknownImport(long id) {
    return new InvalidInputException(
        ErrorCode.UNKNOWN_IMPORT, "import", id + " is not in this vault");
  }

  /** An edge would close a cycle. */
  public static InvalidInputException cycle(String edgeType) {
    return new InvalidInputException(
        ErrorCode.CYCLE,
        "edge.type",
        edgeType + " edges must stay acyclic; this one closes a cycle");
  }

  /** The field that broke its bound. */
  public String field() {
    return field;
  }
}
