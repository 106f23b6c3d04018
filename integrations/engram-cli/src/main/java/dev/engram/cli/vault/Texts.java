package dev.engram.cli.vault;

import dev.engram.cli.host.Host;
import dev.engram.fault.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Text that was typed as arguments, comes through standard input, or lies in a file. */
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
      return decoded("standard input", host.in());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("standard input cannot be read", unreadable);
    }
  }

  /**
   * All of a file, which must be UTF-8; a mark of the byte order is left out.
   *
   * @throws InvalidInputException if it is missing, too large, or anything else
   */
  public static String in(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      String text = decoded("file", bytes);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException missing) {
      throw InvalidInputException.of("file", "does not exist: " + file);
    } catch (IOException unreadable) {
      throw InvalidInputException.of("file", "cannot be read: " + file);
    }
  }

  private static String decoded(String what, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw InvalidInputException.tooLarge(what, bytes.length, MOST_BYTES);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw InvalidInputException.of(what, "is not UTF-8");
    }
  }
}
