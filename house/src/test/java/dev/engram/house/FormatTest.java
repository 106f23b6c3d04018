package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is what google-java-format makes of it. With {@code -Dengram.format=true} the
 * files are rewritten instead.
 */
class FormatTest {
  @Test
  void everySourceIsFormatted() throws IOException {
    boolean rewrite = Boolean.getBoolean("engram.format");
    var formatter = new Formatter();
    var differing = new ArrayList<String>();
    for (Path file : Repository.allSources()) {
      String found = Files.readString(file);
      String wanted = formatted(formatter, file, found);
      if (!found.equals(wanted)) {
        if (rewrite) {
          Files.writeString(file, wanted);
        } else {
          differing.add(Repository.name(file));
        }
      }
    }
    assertThat(differing).as("run the command that CONTRIBUTING.md gives").isEmpty();
  }

  private static String formatted(Formatter formatter, Path file, String text) {
    try {
      return formatter.formatSourceAndFixImports(text);
    } catch (FormatterException unreadable) {
      throw new AssertionError(Repository.name(file) + " cannot be parsed", unreadable);
    }
  }
}
