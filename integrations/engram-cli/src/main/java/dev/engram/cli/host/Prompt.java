package dev.engram.cli.host;

import java.util.Optional;

/** Asks a person for a secret, without echo. */
@FunctionalInterface
public interface Prompt {
  /**
   * Asks once.
   *
   * @return what was typed, to be zeroed by the caller; nothing when nobody can be asked
   */
  Optional<char[]> ask(String question);
}
