package dev.engram.cli.vault;

import dev.engram.cli.host.Host;
import dev.engram.fault.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text that was typed as arguments or comes through standard input. */
public final class Texts {
  /** Enough for ten thousand memories of the largest size. */
  private static final int MOST_BYTES = 96 * 1024 * 1024;

  private Texts() {}

  /**
   * The words joined by blanks; a single {@code -}, or no word at all where nobody types, stands
   * for standard input.
   */
  public static String of(Host host, List<String> words) {
    if (words.equals(List.of("-")) || (words.isEmpty() && !host.terminal().in())) {
      return standardInput(host).strip();
    }
    return String.join(" ", words);
  }

  /** All of standard input, which must be UTF-8. */
  private static String standardInput(Host host) {
    try {
      byte[] bytes = host.in().readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw InvalidInputException.tooLarge("standard input", bytes.length, MOST_BYTES);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw InvalidInputException.of("standard input", "is not UTF-8");
    } catch (IOException unreadable) {
      throw new UncheckedIOException("standard input cannot be read", unreadable);
    }
  }
}
