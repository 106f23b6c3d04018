package dev.engram.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ByteCensusTest {
  private static byte[] random() {
    byte[] bytes = new byte[1 << 20];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void randomBytesLookRandomAndTextDoesNot() {
    assertThat(Math.abs(new ByteCensus(random()).deviations())).isLessThan(5);
    byte[] text = "the quick brown fox ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    assertThat(new ByteCensus(text).deviations()).isGreaterThan(1000);
    assertThat(new ByteCensus(new byte[1 << 16]).deviations()).isGreaterThan(1000);
  }

  @Test
  void aWordHiddenInNoiseIsFoundInAnyCase() {
    byte[] bytes = random();
    byte[] word = "xxKingFISHERyy".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(word, 0, bytes, bytes.length - word.length, word.length);
    Set<String> words = ByteCensus.words(List.of("Every kingfisher, and the herons too"));
    assertThat(words).containsExactly("herons", "kingfisher");
    assertThat(new ByteCensus(bytes).readable(words)).containsExactly("kingfisher");
  }

  @Test
  void theDrawingIsLevelForRandomBytes() {
    assertThat(new ByteCensus(random()).drawing()).isEqualTo("▄".repeat(64));
    assertThat(new ByteCensus(new byte[9]).drawing()).isEqualTo("█" + " ".repeat(63));
  }
}
