package dev.engram.bench.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PiecesTest {
  @Test
  void aTextThatFitsStaysWhole() {
    assertThat(Pieces.of(" Ana moved to Porto. ")).containsExactly("Ana moved to Porto.");
  }

  @Test
  void anEmptyLineIsABetterCutThanASentenceEnd() {
    assertThat(Pieces.of("One two three.\n\nFour. Five six seven.", 28))
        .containsExactly("One two three.", "Four. Five six seven.");
  }

  @Test
  void aSentenceEndIsABetterCutThanABlank() {
    assertThat(Pieces.of("One two three. Four five six", 22))
        .containsExactly("One two three.", "Four five six");
  }

  @Test
  void noPieceExceedsTheBoundWhateverItsCharacters() {
    String text = "ünïcödé 🌊".repeat(3_000);
    assertThat(Pieces.of(text))
        .allMatch(piece -> piece.getBytes(StandardCharsets.UTF_8).length <= Pieces.MAX_BYTES);
    assertThat(String.join("", Pieces.of(text)).replace(" ", "")).isEqualTo(text.replace(" ", ""));
  }

  @Test
  void whatMemoriesRefuseIsReplaced() {
    assertThat(Pieces.of("a\0b\ud800")).containsExactly("a\ufffdb\ufffd");
    assertThat(Pieces.of("  \n ")).isEmpty();
  }
}
