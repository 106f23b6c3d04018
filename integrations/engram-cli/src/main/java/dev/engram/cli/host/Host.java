package dev.engram.cli.host;

import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of the world that a command touches, so that tests can give it another one.
 *
 * @param environment environment variables
 * @param in standard input
 * @param out results go here
 * @param err everything else goes here
 * @param terminal which of the three are a terminal
 * @param prompt asks for a passphrase
 * @param embedders where embedders come from
 * @param clock the time, and the zone in which times are shown
 */
public record Host(
    Map<String, String> environment,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Terminal terminal,
    Prompt prompt,
    EmbedderSource embedders,
    Clock clock) {
  public Host {
    environment = Map.copyOf(environment);
  }

  /** An environment variable; one that is set to nothing counts as not set. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether results may be coloured. */
  public boolean colour() {
    return terminal.out() && variable("NO_COLOR").isEmpty();
  }

  /** Whether progress may be shown. */
  public boolean progress() {
    return terminal.err();
  }
}
