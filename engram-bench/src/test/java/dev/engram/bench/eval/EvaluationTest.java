package dev.engram.bench.eval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.bench.embed.SyntheticEmbedder;
import dev.engram.bench.eval.Evaluation.Outcome;
import dev.engram.bench.eval.LabelledSet.Conversation;
import dev.engram.bench.eval.LabelledSet.Question;
import dev.engram.bench.eval.LabelledSet.Text;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aQuestionNeverSeesWhatWasSaidLater() {
    var set =
        set(
            List.of(text("t0", "The harbour is grey."), text("t1", "The harbour is blue now.")),
            question("early", OptionalInt.of(1)),
            question("late", OptionalInt.empty()));
    Run run = evaluate(set).run();
    assertThat(run.texts("early")).containsExactly("t0");
    assertThat(run.texts("late")).containsExactlyInAnyOrder("t0", "t1");
  }

  @Test
  void aRestatementIsRecalledWithTheFirstWording() {
    var set =
        set(
            List.of(text("t0", "The harbour is grey."), text("t1", "the harbour is grey")),
            question("q", OptionalInt.empty()));
    Outcome outcome = evaluate(set);
    assertThat(outcome.strengthened()).isOne();
    assertThat(outcome.run().texts("q")).containsExactly("t0", "t1");
  }

  @Test
  void aLongTextIsOneResultHoweverManyMemoriesItBecame() {
    String longText = "The harbour is grey today and so is the sky above it. ".repeat(400);
    var set = set(List.of(text("t0", longText)), question("q", OptionalInt.empty()));
    Outcome outcome = evaluate(set);
    assertThat(outcome.memories() + outcome.strengthened()).isGreaterThan(2);
    assertThat(outcome.run().texts("q")).containsExactly("t0");
  }

  @Test
  void conversationsDoNotSeeEachOther() {
    var one = new Conversation("one", List.of(text("t0", "The harbour is grey.")));
    var other = new Conversation("other", List.of(text("t1", "The harbour is blue.")));
    var asked =
        new Question(
            "q",
            "one",
            "x",
            "What colour is the harbour?",
            Optional.empty(),
            OptionalInt.empty(),
            Map.of(),
            Set.of());
    var set =
        new LabelledSet("x", LabelledSet.Kind.CONVERSATIONS, List.of(one, other), List.of(asked));
    assertThat(evaluate(set).run().texts("q")).containsExactly("t0");
  }

  @Test
  void aRunHasEachTextOnceAndAskingAgainGivesTheSame() {
    var texts =
        List.of(
            text("t0", "The harbour is grey."),
            text("t1", "Mia likes the harbour."),
            text("t2", "Rain fell on the hills."));
    var set = set(texts, question("q", OptionalInt.empty()));
    var setup = EvalSetup.defaults();
    try (var evaluation = evaluation(set, setup)) {
      Run first = evaluation.ingestAndAsk().run();
      assertThat(new HashSet<>(first.texts("q"))).hasSameSizeAs(first.texts("q"));
      assertThat(evaluation.askAgain(setup.recall()).run()).isEqualTo(first);
    }
  }

  private static Outcome evaluate(LabelledSet set) {
    try (var evaluation = evaluation(set, EvalSetup.defaults())) {
      return evaluation.ingestAndAsk();
    }
  }

  private static Evaluation evaluation(LabelledSet set, EvalSetup setup) {
    var silent = new Progress(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    return new Evaluation(set, setup, false, () -> Optional.of(new SyntheticEmbedder()), silent);
  }

  private static LabelledSet set(List<Text> texts, Question... questions) {
    return new LabelledSet(
        "x",
        LabelledSet.Kind.CONVERSATIONS,
        List.of(new Conversation("c", texts)),
        List.of(questions));
  }

  private static Text text(String id, String words) {
    return new Text(id, Optional.of("s"), Optional.of("Ana"), Optional.of(NOON), words);
  }

  private static Question question(String id, OptionalInt visible) {
    return new Question(
        id,
        "c",
        "x",
        "What colour is the harbour?",
        Optional.empty(),
        visible,
        Map.of("t0", 1),
        Set.of());
  }
}
