package dev.engram.cli.text;

/** How a word stands out, where the terminal allows it. */
public enum Style {
  /** A title. */
  BOLD("1"),
  /** What is less important. */
  DIM("2"),
  /** What is well. */
  GOOD("32"),
  /** What is broken. */
  BAD("31"),
  /** A name or number to look at. */
  ACCENT("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String around(String text) {
    return "\u001B[" + code + "m" + text + "\u001B[0m";
  }
}
