package dev.engram.internal.capture.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.word.HostileTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "The Apollo Project's | apollo project",
        "U.S.A. | usa",
        "O’Brien | obrien",
        "Müller | muller",
        "Straße | strasse",
        "C++ | c++",
        "C# | c#",
        "@maria_k | maria k",
        "Mercedes-Benz | mercedes benz",
        "my Sister | sister",
        "The | the",
        "./src/Main.java | src/main.java",
        "Ｔｏｋｙｏ | tokyo",
        "हिन्दी | हिन्दी",
      })
  void foldsAName(String name, String normal) {
    assertThat(NormalName.of(name)).isEqualTo(normal);
  }

  @Test
  void foldingTwiceChangesNothing() {
    for (String text : HostileTexts.small()) {
      String once = NormalName.of(text);
      assertThat(NormalName.of(once)).isEqualTo(once);
    }
  }
}
