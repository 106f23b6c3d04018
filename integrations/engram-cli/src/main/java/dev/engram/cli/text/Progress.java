package dev.engram.cli.text;

import dev.engram.cli.host.Host;
import java.io.PrintWriter;

/** One line on standard error that says how far long work is; nothing where nobody watches. */
public final class Progress implements AutoCloseable {
  private final PrintWriter err;
  private final boolean shown;
  private int longest;

  private Progress(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /** Progress of a command. */
  public static Progress of(Host host) {
    return new Progress(host.err(), host.progress());
  }

  /** Shows how far it is. */
  public void at(String what, int done, int of) {
    say(what + " " + done + " of " + of);
  }

  /** Shows what is being done. */
  public void say(String what) {
    if (shown) {
      longest = Math.max(longest, Glyphs.width(what));
      err.print("\r" + Glyphs.padded(what, longest));
      err.flush();
    }
  }

  /** Wipes the line. */
  @Override
  public void close() {
    if (shown && longest > 0) {
      err.print("\r" + " ".repeat(longest) + "\r");
      err.flush();
      longest = 0;
    }
  }
}
