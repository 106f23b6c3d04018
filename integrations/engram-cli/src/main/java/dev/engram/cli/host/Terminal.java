package dev.engram.cli.host;

import java.util.Optional;

/**
 * Which streams are a terminal, and how wide it is.
 *
 * @param in whether a person types the input
 * @param out whether a person reads the results
 * @param err whether a person reads the rest
 * @param width columns to fill, 60 to 120
 */
public record Terminal(boolean in, boolean out, boolean err, int width) {
  private static final int NARROWEST = 60;
  private static final int WIDEST = 120;
  private static final int USUAL = 80;

  public Terminal {
    width = Math.clamp(width, NARROWEST, WIDEST);
  }

  /** No terminal anywhere. */
  public static Terminal none() {
    return new Terminal(false, false, false, USUAL);
  }

  /**
   * Reads what the launcher tells, since Java cannot ask about one stream: {@code in,out,err}
   * (those that are terminals) and the width.
   *
   * @param streams as told, if anything
   * @param columns as told, if anything
   * @param console whether Java itself sees a terminal, for when nothing is told
   */
  public static Terminal told(Optional<String> streams, Optional<String> columns, boolean console) {
    int width =
        columns.filter(text -> text.matches("[1-9][0-9]{0,3}")).map(Integer::valueOf).orElse(USUAL);
    if (streams.isEmpty()) {
      return new Terminal(console, console, console, width);
    }
    String named = "," + streams.get() + ",";
    return new Terminal(
        named.contains(",in,"), named.contains(",out,"), named.contains(",err,"), width);
  }
}
