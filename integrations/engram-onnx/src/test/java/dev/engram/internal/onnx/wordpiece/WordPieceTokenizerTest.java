package dev.engram.internal.onnx.wordpiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.engram.internal.onnx.wordpiece.Tokens.Cut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTokenizerTest {
  private static final String FILE = "/bge-small-en-v1.5-q-tokenizer.json";

  private static WordPieceTokenizer ours;
  private static HuggingFaceTokenizer reference;

  @BeforeAll
  static void load() throws IOException {
    try (var in = resource()) {
      ours = TokenizerFile.read(in);
    }
    try (var in = resource()) {
      reference =
          HuggingFaceTokenizer.newInstance(in, Map.of("truncation", "false", "padding", "false"));
    }
  }

  @AfterAll
  static void free() {
    reference.close();
  }

  private static InputStream resource() {
    return Objects.requireNonNull(WordPieceTokenizerTest.class.getResourceAsStream(FILE));
  }

  private static int[] expected(String text) {
    return LongStream.of(reference.encode(text, false, false).getIds())
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I moved from Lyon to Porto in March.",
        "Ana's sister-in-law paid $1,299.99 (plus 23% VAT) on 2026-11-21 — really?!",
        "Crème brûlée, naïve façade, Łódź, İstanbul, STRAẞE, ΣΊΣΥΦΟΣ, Ǆ, ﬁne",
        "東京タワーは高い。寒い! 한국어 문장 ไทยภาษา हिन्दी עברית العربية",
        "豈更車 \uD87E\uDC00 \uD840\uDC00",
        "smile 😀 family 👨‍👩‍👧‍👦 flag 🇵🇹 heart ❤️",
        "tab\tnewline\ncr\rvt\u000Bff\fnel\u0085nbsp\u00A0em\u2003ideographic\u3000end",
        "a\u0000b\u0007c\u200Bd\u00ADe\uFEFFf\uFFFDg\uE000h",
        "foo_bar a.b.c @user #tag /usr/lib/x86_64 https://example.org/?q=1&r=2",
        "antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
        "x² ½ № ™ ① ﷽ ‰ ′ « » ‹ › „ “ ” ‘ ’ … – —",
        "\u0001\u0002",
        "   ",
      })
  void cutsTheSameTokensAsTheReference(String text) {
    assertThat(ours.encode(text).ids()).isEqualTo(expected(text));
  }

  @Test
  void agreesOnRandomText() {
    var random = new Random(20_261_121);
    for (int round = 0; round < 3_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(1, 60); i > 0; i--) {
        text.appendCodePoint(randomCodePoint(random));
      }
      var drawn = text.toString();
      assertThat(ours.encode(drawn).ids())
          .as("round %d: %s", round, drawn)
          .isEqualTo(expected(drawn));
    }
  }

  private static int randomCodePoint(Random random) {
    while (true) {
      int c =
          switch (random.nextInt(8)) {
            case 0, 1 -> random.nextInt(0x20, 0x7F);
            case 2 -> random.nextInt(0x80, 0x600);
            case 3 -> ' ';
            case 4 -> random.nextInt(0x1E00, 0x2BFF);
            case 5 -> random.nextInt(0x3000, 0xA000);
            case 6 -> random.nextInt(0xAC00, 0xD7A4);
            default -> random.nextInt(0x1F300, 0x1F700);
          };
      if (Character.isDefined(c)) {
        return c;
      }
    }
  }

  /**
   * The reference's character tables are of Unicode 8; marks and punctuation added since are told
   * apart by the JDK's newer ones. None is in a script that the models know.
   */
  @Test
  void agreesOnEveryCodePointOfTheBasicPlaneButTheNewestMarks() {
    var different = new ArrayList<Integer>();
    for (int c = 0; c < 0x10000; c++) {
      var text = "a" + Character.toString(c) + "b";
      if (Character.getType(c) != Character.SURROGATE
          && !Arrays.equals(ours.encode(text).ids(), expected(text))) {
        different.add(c);
      }
    }
    assertThat(different)
        .hasSizeLessThan(150)
        .allMatch(c -> c >= 0x600)
        .noneMatch(c -> Character.isLetterOrDigit(c));
  }

  @Test
  void takesSpecialTokensInATextAsText() {
    assertThat(ours.encode("[SEP] x [PAD]").ids())
        .doesNotContain(ours.specials().end(), ours.specials().padding());
  }

  @Test
  void leavesOutLoneSurrogates() {
    assertThat(ours.encode("win\uD800dow \uDC00").ids()).isEqualTo(ours.encode("window").ids());
  }

  @Test
  void tellsParagraphsSentencesAndWordsApart() {
    var tokens = ours.encode("He said \"no.\" She left\nearly.\n\nUnbelievabilities end");

    assertThat(IntStream.range(0, tokens.length()).mapToObj(tokens::cutBefore))
        .startsWith(
            Cut.WORD, // he
            Cut.WORD, // said
            Cut.WORD, // "
            Cut.INSIDE_WORD, // no
            Cut.INSIDE_WORD, // .
            Cut.INSIDE_WORD, // "
            Cut.SENTENCE, // she
            Cut.WORD, // left
            Cut.SENTENCE, // early
            Cut.INSIDE_WORD, // .
            Cut.PARAGRAPH, // un
            Cut.INSIDE_WORD)
        .endsWith(Cut.WORD);
  }

  @Test
  void cutsChineseAfterItsFullStop() {
    assertThat(IntStream.range(0, 4).mapToObj(ours.encode("高い。寒")::cutBefore))
        .containsExactly(Cut.WORD, Cut.WORD, Cut.INSIDE_WORD, Cut.SENTENCE);
  }

  @Test
  void refusesAnotherKindOfTokenizer() {
    var unigram = "{\"model\":{\"type\":\"Unigram\"}}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TokenizerFile.read(new ByteArrayInputStream(unigram)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the tokenizer file's model must be WordPiece, got Unigram");
    assertThatThrownBy(() -> TokenizerFile.read(new ByteArrayInputStream(new byte[] {'{'})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the tokenizer file is damaged");
  }
}
