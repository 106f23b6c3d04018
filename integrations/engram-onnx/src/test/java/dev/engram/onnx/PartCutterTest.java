package dev.engram.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.onnx.wordpiece.TokenizerFile;
import dev.engram.internal.onnx.wordpiece.Tokens;
import dev.engram.internal.onnx.wordpiece.Tokens.Cut;
import dev.engram.internal.onnx.wordpiece.WordPieceTokenizer;
import dev.engram.onnx.PartCutter.Part;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PartCutterTest {
  private static WordPieceTokenizer tokenizer;

  @BeforeAll
  static void load() throws IOException {
    try (var in = OnnxModel.bgeSmall().tokenizer().open()) {
      tokenizer = TokenizerFile.read(in);
    }
  }

  private static Tokens words(int count) {
    return tokenizer.encode("word ".repeat(count));
  }

  @Test
  void leavesAShortTextWhole() {
    assertThat(new PartCutter(20, 4).cut(words(20))).containsExactly(new Part(0, 20));
    assertThat(new PartCutter(20, 4).cut(tokenizer.encode("\u0001")))
        .containsExactly(new Part(0, 0));
  }

  @Test
  void cutsATextJustOverTheLimitIntoEvenParts() {
    assertThat(new PartCutter(20, 4).cut(words(21)))
        .containsExactly(new Part(0, 13), new Part(9, 21));
  }

  @Test
  void prefersASentenceEndNearTheMiddle() {
    var text = "word ".repeat(11) + "end. " + "more ".repeat(12);
    var cutter = new PartCutter(20, 0);
    assertThat(cutter.cut(tokenizer.encode(text)))
        .containsExactly(new Part(0, 13), new Part(13, 25));
  }

  @Test
  void doesNotCutWordsWhereItCanHelpIt() {
    var tokens = tokenizer.encode("antidisestablishmentarianism ".repeat(30));
    for (var part : new PartCutter(16, 4).cut(tokens)) {
      assertThat(tokens.cutBefore(part.from())).isNotEqualTo(Cut.INSIDE_WORD);
    }
  }

  @Test
  void losesNoTokenAndKeepsItsLimitsForAnyText() {
    var random = new Random(11);
    for (int round = 0; round < 500; round++) {
      int capacity = random.nextInt(1, 60);
      int overlap = random.nextInt(0, capacity / 4 + 1);
      var tokens = tokenizer.encode(text(random));
      var parts = new PartCutter(capacity, overlap).cut(tokens);

      assertThat(parts.getFirst().from()).isZero();
      assertThat(parts.getLast().to()).isEqualTo(tokens.length());
      assertThat(parts).allMatch(part -> part.to() - part.from() <= capacity);
      assertContiguous(parts, overlap);
    }
  }

  private static void assertContiguous(List<Part> parts, int overlap) {
    for (int i = 1; i < parts.size(); i++) {
      var before = parts.get(i - 1);
      assertThat(parts.get(i).from())
          .isBetween(before.to() - overlap, before.to())
          .isGreaterThan(before.from());
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(300); i > 0; i--) {
      text.append(
          switch (random.nextInt(8)) {
            case 0 -> ". ";
            case 1 -> "\n\n";
            case 2 -> "electroencephalography";
            default -> "cat ";
          });
    }
    return text.toString();
  }
}
