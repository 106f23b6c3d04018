package dev.engram.internal.capture.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.engram.Seed;
import dev.engram.memory.DocumentFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for chunks of any text. */
class ChunkLawsTest {
  private static final List<String> SCRAPS =
      List.of(
          "# ",
          "## A",
          "\n",
          "\n\n",
          "\r\n",
          "\r",
          "- ",
          "1. ",
          "* x",
          "```",
          "````",
          "~~~",
          "    ",
          "\t",
          "|",
          "|---|",
          "---",
          "===",
          "word ",
          "Word. ",
          "Is it? ",
          "e.g. ",
          ":",
          "：",
          "。",
          "，",
          "😀",
          "\uD83D",
          "\uDE00",
          "\u200D",
          "\u0301",
          "\u0000",
          "\u00A0",
          "\u2028",
          "\uFEFF",
          "مرحبا ",
          "窑",
          "x".repeat(90),
          "{}",
          "def f():",
          "> ",
          "<b>",
          "](",
          "**",
          "`",
          "2.1 ");

  private static void holds(String text, DocumentFormat format, ChunkSize size) {
    var chunks = Chunks.of(text, format, size);
    int at = 0;
    for (var chunk : chunks) {
      var span = chunk.span();
      assertThat(span.start()).isGreaterThanOrEqualTo(at);
      assertThat(span.length()).isPositive();
      assertThat(text.substring(at, span.start())).as("between chunks").isBlank();
      assertThat(chunk.text()).isEqualTo(span.of(text));
      assertThat(chunk.text().getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(size.most());
      assertThat(insidePair(text, span.start()) || insidePair(text, span.end())).isFalse();
      at = span.end();
    }
    assertThat(text.substring(at)).as("after the last chunk").isBlank();
  }

  private static boolean insidePair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  @ParameterizedTest
  @EnumSource
  void everyCharacterIsInExactlyOneChunkAndNoneIsTooLarge(DocumentFormat format) {
    var random = Seed.random("ChunkLawsTest");
    for (int round = 0; round < 3_000; round++) {
      var text = text(random, 1 + random.nextInt(200));
      var size = new ChunkSize(32 + random.nextInt(100), 64 + random.nextInt(100));
      holds(text, format, size);
    }
  }

  private static String text(Random random, int scraps) {
    var text = new StringBuilder();
    for (int i = 0; i < scraps; i++) {
      text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
      if (random.nextInt(6) == 0) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  static List<String> giants() {
    int million = 1_000_000;
    return List.of(
        "x".repeat(million),
        "😀".repeat(million / 2),
        "\u0301".repeat(million),
        " ".repeat(million),
        "\n".repeat(million),
        "a.\n".repeat(million / 3),
        ". ".repeat(million / 2),
        "x." + " ".repeat(million) + "y",
        "#".repeat(million),
        "# \n".repeat(million / 3),
        "# a\n## b\n".repeat(million / 9),
        "=".repeat(million),
        "---\n".repeat(million / 4),
        "a:\n\n".repeat(million / 4),
        "- ".repeat(million / 2),
        "- a\n\n".repeat(million / 5),
        "- ```\n".repeat(million / 6),
        "1".repeat(million),
        "1.".repeat(million / 2),
        "|".repeat(million),
        "|-|\n".repeat(million / 4),
        "|a|\n|-|\n".repeat(million / 8),
        "`".repeat(million),
        "```\n".repeat(million / 4),
        "``` `\n".repeat(million / 6),
        "`````".repeat(20) + "\n~~~\n".repeat(million / 5),
        "    a\n\n".repeat(million / 7),
        "    \n".repeat(million / 5),
        "\r".repeat(million),
        "{\"a\":[1,2,".repeat(million / 10),
        "\"')]}".repeat(million / 5),
        "!\"".repeat(million / 2),
        "\u0000".repeat(million),
        "\uD800".repeat(million),
        "  - a\n".repeat(million / 6),
        "窑里的温度很高。".repeat(million / 8));
  }

  @ParameterizedTest
  @MethodSource("giants")
  void aMillionCharactersOfAnyShapeTakeLittleTime(String text) {
    for (var format : DocumentFormat.values()) {
      long start = System.nanoTime();
      holds(text, format, ChunkSize.DEFAULT);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("a quadratic reader would take minutes")
          .isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void aBlankTextHasNoChunks() {
    for (var format : DocumentFormat.values()) {
      assertThat(Chunks.of("", format)).isEmpty();
      assertThat(Chunks.of(" \n\t\r\n", format)).isEmpty();
    }
  }

  @Test
  void chunksAreHandedOnAsTheyAreFound() {
    var text = "One sentence here. ".repeat(10_000);
    var first = new StringBuilder();
    assertThatCode(() ->
            Chunks.each(
                text,
                DocumentFormat.PLAIN,
                ChunkSize.DEFAULT,
                chunk -> {
                  first.append(chunk.span().end());
                  throw new IllegalStateException("seen enough");
                }))
        .hasMessage("seen enough");
    assertThat(Integer.parseInt(first.toString())).isLessThan(2_001);
  }
}
