package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileSizeTest {
  private static final int MOST_LINES = 350;

  /** Files that may be longer, each with the reason. */
  private static final Map<String, String> ALLOWED = Map.of();

  @Test
  void noMainSourceIsTooLongToReadInOneSitting() {
    assertThat(Repository.mainSources())
        .filteredOn(file -> lines(file) > MOST_LINES && !ALLOWED.containsKey(Repository.name(file)))
        .extracting(file -> Repository.name(file) + ": " + lines(file) + " lines")
        .isEmpty();
  }

  @Test
  void everyAllowanceIsStillNeeded() {
    assertThat(ALLOWED.keySet())
        .filteredOn(name -> lines(Repository.root().resolve(name)) <= MOST_LINES)
        .isEmpty();
  }

  private static long lines(Path file) {
    return Repository.read(file).lines().count();
  }
}
