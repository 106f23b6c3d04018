package dev.engram.internal.screen;

/**
 * A stretch of a text that must not go on as it is.
 *
 * @param start its first UTF-16 unit in the original text
 * @param end the unit after its last
 * @param kind what it is, in lower case with hyphens, for example {@code github-token}
 */
public record Finding(int start, int end, String kind) {
  public Finding {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no stretch: " + start + " to " + end);
    }
  }

  /** What stands in its place: the same for the same kind, and nothing of what it hides. */
  public String placeholder() {
    return "[REDACTED:" + kind + "]";
  }
}
