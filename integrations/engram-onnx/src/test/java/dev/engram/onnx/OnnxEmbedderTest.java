package dev.engram.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.spi.EmbeddingDimensionException;
import dev.engram.spi.EmbeddingFailedException;
import dev.engram.spi.EmbeddingModel.Locality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEmbedderTest {
  private static final String SENTENCE = "I moved from Lyon to Porto in March.";

  private static OnnxEmbedder bge;
  private static OnnxEmbedder miniLm;

  @BeforeAll
  static void load() {
    bge = OnnxEmbedder.bgeSmall();
    miniLm = OnnxEmbedder.miniLm();
  }

  @AfterAll
  static void unload() {
    bge.close();
    miniLm.close();
  }

  private static float[] embed(OnnxEmbedder embedder, String text) {
    var parts = embedder.embedDocuments(List.of(text)).getFirst();
    assertThat(parts).hasDimensions(1, embedder.model().dimension());
    return parts[0];
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** The expected figures are those of LangChain4j 0.36.2's own embedders of the same models. */
  @Test
  void givesTheVectorsThatOtherRuntimesGive() {
    assertThat(Arrays.copyOf(embed(bge, SENTENCE), 5))
        .containsExactly(
            new float[] {0.04245f, -0.00857f, 0.04169f, 0.00375f, 0.02482f}, within(0.001f));
    assertThat(Arrays.copyOf(embed(miniLm, SENTENCE), 5))
        .containsExactly(
            new float[] {0.08740f, -0.09735f, 0.00938f, -0.01467f, 0.05072f}, within(0.001f));
  }

  @Test
  void saysWhatItIs() {
    assertThat(bge.model().id()).isEqualTo("bge-small-en-v1.5-q");
    assertThat(bge.model().dimension()).isEqualTo(384);
    assertThat(bge.model().maxTokens()).isEqualTo(512);
    assertThat(bge.model().locality()).isEqualTo(Locality.IN_PROCESS);
    assertThat(miniLm.model().maxTokens()).isEqualTo(256);
    assertThat(bge.available()).isTrue();
  }

  @Test
  void givesUnitVectors() {
    for (var embedder : List.of(bge, miniLm)) {
      for (var vector : List.of(embed(embedder, SENTENCE), embedder.embedQuery(SENTENCE))) {
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void putsTheInstructionBeforeQuestionsOnly() {
    var instructed = OnnxModel.bgeSmall().withQueryInstruction(OnnxModel.BGE_QUERY_INSTRUCTION);
    try (var model = OnnxEmbedder.of(instructed)) {
      assertThat(model.embedQuery("Porto"))
          .containsExactly(embed(bge, OnnxModel.BGE_QUERY_INSTRUCTION + "Porto"));
      assertThat(embed(model, "Porto")).containsExactly(embed(bge, "Porto"));
    }
    assertThat(bge.embedQuery("Porto")).containsExactly(embed(bge, "Porto"));
    assertThat(miniLm.embedQuery("Porto")).containsExactly(embed(miniLm, "Porto"));
  }

  @Test
  void givesATextTheSameVectorWhateverItIsEmbeddedWith() {
    var texts = new ArrayList<String>();
    for (int i = 0; i < 16; i++) {
      texts.add("Note " + i + ". " + "The train was late again. ".repeat(i % 5));
    }
    texts.set(7, SENTENCE);
    assertThat(bge.embedDocuments(texts).get(7)[0]).containsExactly(embed(bge, SENTENCE));
  }

  @Test
  void keepsTheOrderOfTextsWhenRunTogether() {
    var options = OnnxOptions.defaults().withBatchSize(16);
    var texts = IntStream.rangeClosed(1, 16).mapToObj(i -> "cat ".repeat(17 - i) + i).toList();
    try (var together = OnnxEmbedder.of(OnnxModel.miniLm(), options)) {
      var vectors = together.embedDocuments(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertThat(cosine(vectors.get(i)[0], embed(miniLm, texts.get(i)))).isGreaterThan(0.95);
      }
    }
  }

  @Test
  void placesAParaphraseNearerThanAnUnrelatedText() {
    for (var embedder : List.of(bge, miniLm)) {
      var question = embedder.embedQuery("Where does the user live now?");
      double related =
          cosine(question, embed(embedder, "The user relocated to Porto in Portugal."));
      double unrelated = cosine(question, embed(embedder, "Sourdough needs a long cold rise."));
      assertThat(related).isGreaterThan(unrelated + 0.1);
    }
  }

  @Test
  void findsAFactAtTheVeryEndOfALongText() {
    var filler = "The committee discussed the budget of the museum and adjourned. ".repeat(150);
    var parts = bge.embedDocuments(List.of(filler + "Ana is allergic to peanuts.")).getFirst();
    var question = bge.embedQuery("What is Ana allergic to?");

    assertThat(parts.length).isGreaterThan(3);
    var similarities = Arrays.stream(parts).mapToDouble(part -> cosine(question, part)).toArray();
    double last = similarities[similarities.length - 1];
    assertThat(last)
        .isGreaterThan(
            Arrays.stream(similarities, 0, similarities.length - 1).max().orElseThrow() + 0.05);
  }

  @Test
  void cutsPartsAsLongAsItIsTold() {
    var text = "The train was late again. ".repeat(40);
    try (var small = OnnxEmbedder.of(OnnxModel.miniLm(), OnnxOptions.defaults().withParts(64, 8))) {
      assertThat(small.model().maxTokens()).isEqualTo(64);
      assertThat(small.embedDocuments(List.of(text)).getFirst().length).isEqualTo(5);
      assertThat(small.embedQuery(text))
          .as("a question stays whole")
          .isEqualTo(embed(miniLm, text));
    }
    assertThat(miniLm.embedDocuments(List.of(text)).getFirst().length).isEqualTo(1);
  }

  @Test
  void meansTheDirectionsOfALongQuestionsParts() {
    var question = "Where is the nearest station to the old museum? ".repeat(60);
    var vector = miniLm.embedQuery(question);
    assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    assertThat(cosine(vector, miniLm.embedQuery("Where is the station near the old museum?")))
        .isGreaterThan(0.7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD800",
        "x\uDC00\uD800y",
        "\u0000\u0001\u001B",
        "😀👨‍👩‍👧",
        "東京タワーは高い。",
        "\u00A0",
        "[SEP][PAD]",
      })
  void takesAnyTextThatIsNotBlank(String text) {
    assertThat(embed(miniLm, text)).doesNotContain(Float.NaN);
  }

  @Test
  void takesAMegabyteWithoutASpace() {
    assertThat(embed(miniLm, "x".repeat(1 << 20))).hasSize(384);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void refusesABlankTextNamingItsPlaceOnly(String blank) {
    assertThatThrownBy(() -> bge.embedDocuments(List.of("secret", blank)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text 1 is blank, its length is " + blank.length());
    assertThatThrownBy(() -> bge.embedQuery(blank)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void embedsNothingAsNothing() {
    assertThat(bge.embedDocuments(List.of())).isEmpty();
  }

  @Test
  void answersSeveralThreadsAlike() throws Exception {
    var expected = embed(miniLm, SENTENCE);
    try (var pool = Executors.newFixedThreadPool(4)) {
      var answers = new ArrayList<Future<float[]>>();
      for (int i = 0; i < 32; i++) {
        answers.add(pool.submit(() -> embed(miniLm, SENTENCE)));
      }
      for (var answer : answers) {
        assertThat(answer.get()).containsExactly(expected);
      }
    }
  }

  @Test
  void stopsWhenInterruptedAndKeepsTheFlag() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> miniLm.embedQuery(SENTENCE))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(embed(miniLm, SENTENCE)).hasSize(384);
  }

  @Test
  void closesOnceAndThenSaysSo() {
    var embedder = OnnxEmbedder.miniLm();
    embedder.close();
    embedder.close();
    assertThat(embedder.available()).isFalse();
    assertThatThrownBy(() -> embedder.embedQuery(SENTENCE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("embedder all-minilm-l6-v2-q is closed");
  }

  @Test
  void runsAModelFromFiles(@TempDir Path folder) throws IOException {
    var bundled = OnnxModel.miniLm();
    var weights = copy(bundled.weights(), folder.resolve("model.onnx"));
    var tokenizer = copy(bundled.tokenizer(), folder.resolve("tokenizer.json"));
    var model =
        new OnnxModel("mine", weights, tokenizer, bundled.pooling(), "", "title: ", 384, 256);
    try (var embedder = OnnxEmbedder.of(model)) {
      assertThat(embed(embedder, "Porto")).containsExactly(embed(miniLm, "title: Porto"));
    }
    var wrong = new OnnxModel("mine", weights, tokenizer, bundled.pooling(), "", "", 768, 256);
    assertThatThrownBy(() -> OnnxEmbedder.of(wrong))
        .isInstanceOf(EmbeddingDimensionException.class)
        .hasMessage("model mine: expected vectors of dimension 768, got 384");
  }

  private static ModelData copy(ModelData source, Path target) throws IOException {
    try (var in = source.open()) {
      Files.copy(in, target);
    }
    return ModelData.file(target);
  }

  @Test
  void saysWhichModelIsMissingOrBroken(@TempDir Path folder) throws IOException {
    var bundled = OnnxModel.miniLm();
    var broken = Files.write(folder.resolve("broken.onnx"), new byte[100]);
    for (var weights : List.of(ModelData.resource("none.onnx"), ModelData.file(broken))) {
      var model =
          new OnnxModel("mine", weights, bundled.tokenizer(), bundled.pooling(), "", "", 384, 256);
      assertThatThrownBy(() -> OnnxEmbedder.of(model))
          .isInstanceOf(EmbeddingFailedException.class)
          .hasMessage("model mine cannot be loaded");
    }
  }

  @Test
  void refusesOptionsOutOfBounds() {
    assertThatThrownBy(() -> OnnxOptions.defaults().withParts(64, 17))
        .hasMessage("overlapTokens must be 0 to 16, got 17");
    assertThatThrownBy(() -> OnnxOptions.defaults().withBatchSize(0))
        .hasMessage("batchSize must be 1 to 256, got 0");
    var chatty = OnnxModel.miniLm().withDocumentInstruction("word ".repeat(20));
    assertThatThrownBy(() -> OnnxEmbedder.of(chatty, OnnxOptions.defaults().withParts(32, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an instruction of 20 tokens leaves too little of a part of 32");
  }
}
