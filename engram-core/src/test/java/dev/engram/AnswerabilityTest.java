package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.memory.Turn;
import dev.engram.query.Answerability;
import dev.engram.query.Answerability.Basis;
import dev.engram.query.Answerability.Verdict;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.Trace;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of what is not known, end to end. */
class AnswerabilityTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Principal TIM = Principal.agent("tim");
  private static final List<Turn> SAID =
      List.of(
          Turn.note("The ferry to Corfu leaves at nine from the old harbour"),
          Turn.note("Ana keeps eleven hens and a goose behind the house"),
          Turn.note("The roof was mended in June by a man from Arta"),
          Turn.note("Bo prefers window seats on every train"),
          Turn.note("The plumber comes on Thursday to look at the boiler"),
          Turn.note("We paid the rent for the workshop until autumn"));
  private static final String OFF_TOPIC = "Explain how the quantum walrus negotiated in Reykjavik";

  @TempDir private Path folder;

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(
        folder.resolve("rex.engram"), TestKeys.right(), options.withoutBackground());
  }

  /** Its cosines are those of shared words, near none where none are shared. */
  private static EngramOptions calibrated() {
    return EngramOptions.defaults().withEmbedder(new WordEmbedder("bge-small-en-v1.5-q", 384));
  }

  private static Answerability known(MemoryGraph memory, String question) {
    return memory.recall(Query.of(question), REX).answerability();
  }

  @Test
  void anEmptyVaultKnowsNothing() {
    try (var memory = open(EngramOptions.defaults())) {
      assertThat(known(memory, "when does the ferry leave?"))
          .isEqualTo(Answerability.nothingVisible());
    }
  }

  @Test
  void whatOthersRememberIsNotKnown() {
    try (var memory = open(EngramOptions.defaults())) {
      memory.remember(SAID, REX);
      assertThat(memory.recall(Query.of("when does the ferry leave?"), TIM).answerability())
          .isEqualTo(Answerability.nothingVisible());
    }
  }

  @Test
  void byWordsWhatWasSaidIsMoreLikelyKnownThanWhatWasNot() {
    try (var memory = open(EngramOptions.defaults())) {
      memory.remember(SAID, REX);
      Answerability said = known(memory, "when does the ferry to Corfu leave?");
      Answerability unsaid = known(memory, OFF_TOPIC);
      assertThat(said.basis()).isEqualTo(Basis.TOPIC_ALONE);
      assertThat(said.probability()).isGreaterThan(unsaid.probability() + 0.2);
      assertThat(said.verdict()).isNotEqualTo(Verdict.NOTHING_KNOWN);
    }
  }

  @Test
  void hitsAreHiddenOnlyWhereItIsAskedForAndTheTraceSaysSo() {
    try (var memory = open(calibrated())) {
      memory.remember(SAID, REX);
      Recall shown = memory.recall(Query.of(OFF_TOPIC), REX);
      assertThat(shown.answerability().verdict()).isEqualTo(Verdict.NOTHING_KNOWN);
      assertThat(shown.hits()).isNotEmpty();
      Recall hidden = memory.recall(Query.of(OFF_TOPIC).onlyIfKnown(), REX);
      assertThat(hidden.hits()).isEmpty();
      assertThat(hidden.answerability()).isEqualTo(shown.answerability());
      assertThat(hidden.trace().stages()).extracting(Trace.Stage::name).contains("withheld");
    }
  }

  @Test
  void theDetailIsJudgedWhereEnoughIsRemembered() {
    try (var memory = open(calibrated())) {
      memory.remember(SAID, REX);
      String asked = "when does the ferry to Corfu leave?";
      assertThat(known(memory, asked).basis()).isEqualTo(Basis.TOPIC_ALONE);
      memory.remember(
          IntStream.range(0, 100).mapToObj(i -> Turn.note("crate " + i + " of tea")).toList(), REX);
      assertThat(known(memory, asked).basis()).isEqualTo(Basis.WORDS_AND_MEANING);
      assertThat(known(memory, asked).reasons())
          .extracting(Answerability.Reason::sign)
          .containsExactlyInAnyOrder(Answerability.Sign.values());
    }
  }

  @Test
  void whatIsKnownIsNotWithheld() {
    try (var memory = open(calibrated())) {
      memory.remember(SAID, REX);
      var asked = Query.of("the ferry to Corfu leaves at nine from the old harbour").onlyIfKnown();
      assertThat(memory.recall(asked, REX).hits()).isNotEmpty();
    }
  }

  @Test
  void anotherEmbedderIsUncertain() {
    try (var memory = open(EngramOptions.defaults().withEmbedder(WordEmbedder.usual()))) {
      memory.remember(SAID, REX);
      assertThat(known(memory, OFF_TOPIC).verdict()).isEqualTo(Verdict.UNCERTAIN);
      assertThat(known(memory, OFF_TOPIC).basis()).isEqualTo(Basis.NOT_CALIBRATED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"🦔", "?", "何時に出ますか", "أين القطة", "\uD83D", "the of and"})
  void whatCannotBeJudgedIsUncertain(String question) {
    try (var memory = open(EngramOptions.defaults())) {
      memory.remember(SAID, REX);
      Answerability known = known(memory, question);
      assertThat(known.probability()).isBetween(0.0, 1.0);
      assertThat(known.verdict()).isNotEqualTo(Verdict.KNOWN);
    }
  }
}
