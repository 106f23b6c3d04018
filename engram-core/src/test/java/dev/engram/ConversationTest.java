package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.config.Signal;
import dev.engram.config.SignalWeights;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Turn;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.Topic;
import dev.engram.query.Trace.Stage;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Principal ANA = Principal.agent("ana");
  private static final String CRANE = "the harbour crane needs new steel cable and grease";
  private static final String BREAD = "sourdough bread wants rye flour and a hot oven";

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private Optional<MemoryGraph> opened = Optional.empty();

  private MemoryGraph open() {
    MemoryGraph memory =
        open(
            EngramOptions.defaults()
                .withEmbedder(new WordEmbedder("words-2048", 2_048))
                .withRecall(
                    RecallOptions.defaults()
                        .withWeights(SignalWeights.of(Map.of(Signal.SEMANTIC, 1.0)))));
    memory.remember(crates(40), REX);
    return memory;
  }

  private MemoryGraph open(EngramOptions options) {
    MemoryGraph memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            options
                .withoutBackground()
                .withClock(clock)
                .withCapture(CaptureOptions.defaults().off()));
    opened = Optional.of(memory);
    return memory;
  }

  @AfterEach
  void close() {
    opened.ifPresent(MemoryGraph::close);
  }

  private static List<Turn> crates(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Turn.note("word" + i + " other" + 7 * i + " thing" + 3 * i + " end" + i))
        .toList();
  }

  private static Optional<String> detail(Recall recall, String stage) {
    return recall.trace().stages().stream()
        .filter(one -> one.name().equals(stage))
        .map(Stage::detail)
        .findFirst();
  }

  private static List<String> texts(Recall recall) {
    return recall.hits().stream().map(Hit::text).toList();
  }

  private static void talk(Conversation conversation, String... turns) {
    for (String turn : turns) {
      conversation.heard(turn);
      conversation.settled();
    }
  }

  @Test
  void aQuestionThatSaysLittleFindsWhatTheTalkIsAbout() {
    MemoryGraph memory = open();
    memory.remember(List.of(Turn.note(CRANE), Turn.note(BREAD)), REX);
    Query clipped = Query.of("so order it then").limit(1);
    try (var crane = memory.conversation(REX);
        var bread = memory.conversation(REX)) {
      talk(crane, "our harbour crane is loud", "harbour crane steel cable", "crane cable grease");
      talk(bread, "we bake sourdough bread", "rye flour sourdough bread", "bread in a hot oven");
      assertThat(texts(crane.recall(clipped))).containsExactly(CRANE);
      assertThat(texts(bread.recall(clipped))).containsExactly(BREAD);
      assertThat(detail(crane.recall(clipped), "momentum")).isPresent();
    }
    assertThat(detail(memory.recall(clipped, REX), "momentum")).isEmpty();
  }

  @Test
  void beforeAnythingWasHeardAConversationAnswersAsTheGraphDoes() {
    MemoryGraph memory = open();
    Query query = Query.of("word3 other21");
    try (var conversation = memory.conversation(REX)) {
      assertThat(conversation.topic()).isEmpty();
      assertThat(texts(conversation.recall(query))).isEqualTo(texts(memory.recall(query, REX)));
      conversation.heard("  ");
      assertThat(conversation.topic()).isEmpty();
    }
  }

  @Test
  void aQuestionThatWasHeardAsTheLastTurnDoesNotLeanTowardsItself() {
    MemoryGraph memory = open();
    Query query = Query.of("word3 other21");
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "word3 other21");
      assertThat(ranked(conversation.recall(query))).isEqualTo(ranked(memory.recall(query, REX)));
    }
  }

  @Test
  void topicsAreToldApart() {
    MemoryGraph memory = open();
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "our harbour crane is loud", "harbour crane steel cable is loud");
      assertThat(conversation.topic()).contains(Topic.CONTINUATION);
      talk(conversation, "sourdough bread wants rye flour");
      assertThat(conversation.topic()).contains(Topic.SWITCH);
    }
  }

  @Test
  void whatWasFoundAheadServesTheNextQuestionWithTheSameAnswer() {
    MemoryGraph memory = open();
    memory.remember(List.of(Turn.note(CRANE), Turn.note(BREAD)), REX);
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "our harbour crane is loud", "harbour crane steel cable");
      Query next = Query.of("which steel cable does the harbour crane need");
      Recall ahead = conversation.recall(next);
      assertThat(detail(ahead, "anticipation")).contains("hit");
      assertThat(detail(ahead, "semantic")).contains("foreseen");
      clock.move(Duration.ofSeconds(61));
      Recall whole = conversation.recall(next);
      assertThat(detail(whole, "anticipation")).contains("stale");
      assertThat(ranked(ahead)).isEqualTo(ranked(whole));
    }
  }

  @Test
  void aQuestionFarFromThePredictionIsSearchedWhole() {
    MemoryGraph memory = open();
    memory.remember(List.of(Turn.note(CRANE), Turn.note(BREAD)), REX);
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "our harbour crane is loud", "harbour crane steel cable");
      Recall recall = conversation.recall(Query.of("does sourdough bread want rye flour").limit(1));
      assertThat(detail(recall, "anticipation")).contains("elsewhere");
      assertThat(texts(recall)).containsExactly(BREAD);
    }
  }

  @Test
  void whatIsWrittenAfterLookingAheadIsFoundAndWhatIsForgottenIsNot() {
    MemoryGraph memory = open();
    MemoryId old = memory.remember(Turn.note(CRANE), REX).id();
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "our harbour crane is loud", "harbour crane steel cable");
      memory.forget(old, REX);
      String fresh = "harbour crane steel cable was delivered";
      memory.remember(Turn.note(fresh), REX);
      Recall recall = conversation.recall(Query.of("harbour crane steel cable grease"));
      assertThat(detail(recall, "anticipation")).contains("hit");
      assertThat(texts(recall)).startsWith(fresh).doesNotContain(CRANE);
    }
  }

  @Test
  void anotherKindOfQuestionThanWasExpectedIsSearchedWhole() {
    MemoryGraph memory = open();
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "our harbour crane is loud", "harbour crane steel cable");
      Query facts = Query.of("harbour crane steel cable").only(Set.of(MemoryKind.FACT));
      assertThat(detail(conversation.recall(facts), "anticipation")).contains("outdated");
      Query many = Query.of("harbour crane steel cable").limit(1_000);
      assertThat(detail(conversation.recall(many), "anticipation")).contains("outdated");
    }
  }

  @Test
  void tooMuchWrittenSinceIsSearchedWhole() {
    MemoryGraph memory = open();
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "our harbour crane is loud", "harbour crane steel cable");
      memory.remember(
          IntStream.range(0, 300).mapToObj(i -> Turn.note("sack" + i + " of rope" + i)).toList(),
          REX);
      Recall recall = conversation.recall(Query.of("harbour crane steel cable"));
      assertThat(detail(recall, "anticipation")).contains("outdated");
    }
  }

  @Test
  void noConversationEverShowsWhatItsPrincipalMayNotSee() {
    MemoryGraph memory = open();
    Random random = Seed.random("conversations of two agents");
    List<Principal> agents = List.of(REX, ANA);
    List<Conversation> conversations = agents.stream().map(memory::conversation).toList();
    var own = List.of(new ArrayList<MemoryId>(), new ArrayList<MemoryId>());
    for (int step = 0; step < 300; step++) {
      int who = random.nextInt(2);
      String text = "topic" + random.nextInt(4) + " item" + random.nextInt(9) + " " + step;
      switch (random.nextInt(4)) {
        case 0 -> own.get(who).add(memory.remember(Turn.note(text), agents.get(who)).id());
        case 1 -> conversations.get(who).heard(text);
        case 2 -> {
          if (!own.get(who).isEmpty()) {
            int index = random.nextInt(own.get(who).size());
            memory.forget(own.get(who).remove(index), agents.get(who));
          }
        }
        default -> {
          Query query = Query.of("topic" + random.nextInt(4)).limit(50);
          assertThat(conversations.get(who).recall(query).hits())
              .allMatch(hit -> hit.memory().scope().equals(agents.get(who).home()))
              .allMatch(hit -> own.get(who).contains(hit.id()) || hit.text().startsWith("word"));
        }
      }
    }
    conversations.forEach(Conversation::close);
  }

  @Test
  void withoutAnEmbedderAConversationRecallsByWords() {
    MemoryGraph memory = open(EngramOptions.defaults());
    memory.remember(Turn.note(CRANE), REX);
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "our harbour crane is loud");
      assertThat(conversation.topic()).isEmpty();
      assertThat(texts(conversation.recall(Query.of("crane")))).containsExactly(CRANE);
    }
  }

  @Test
  void oddTurnsAreTakenIn() {
    MemoryGraph memory = open();
    try (var conversation = memory.conversation(REX)) {
      talk(conversation, "🙂", "\uD800", "\0", "x".repeat(100_000), "مرحبا بالعالم", "你好，世界");
      assertThat(conversation.recall(Query.of("🙂")).trace().degradations()).isNotNull();
    }
  }

  @Test
  void closedConversationsAndThoseOfAClosedEngineFail() {
    MemoryGraph memory = open();
    var first = memory.conversation(REX);
    var second = memory.conversation(REX);
    first.heard("harbour crane");
    first.close();
    first.close();
    failing(ErrorCode.CLOSED, () -> first.heard("harbour"));
    failing(ErrorCode.CLOSED, () -> first.recall(Query.of("harbour")));
    memory.close();
    failing(ErrorCode.CLOSED, () -> second.heard("harbour"));
    failing(ErrorCode.CLOSED, () -> second.recall(Query.of("harbour")));
    failing(ErrorCode.CLOSED, () -> memory.conversation(REX));
    second.close();
  }

  /** Each hit with its score; what a recall teaches (trust) may differ from one to the next. */
  private static List<String> ranked(Recall recall) {
    return recall.hits().stream().map(Hit::toString).toList();
  }
}
