package dev.engram.bench.eval;

import dev.engram.MemoryGraph;
import dev.engram.bench.eval.LabelledSet.Conversation;
import dev.engram.bench.eval.LabelledSet.Question;
import dev.engram.bench.eval.LabelledSet.Text;
import dev.engram.bench.eval.Run.Ranked;
import dev.engram.bench.tune.Lesson;
import dev.engram.bench.vault.TemporaryVault;
import dev.engram.config.CaptureOptions;
import dev.engram.config.DedupOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.memory.Derived;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.memory.Turn;
import dev.engram.query.Answerability;
import dev.engram.query.Degradation;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.TokenBudget;
import dev.engram.query.Trace;
import dev.engram.scope.Principal;
import dev.engram.spi.Embedder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One set in one vault, through the public interface alone: each conversation is the scope of an
 * agent of its own, its texts are remembered in the order they were said, and each question is
 * asked when as much had been said as it may know of. For one thread.
 */
final class Evaluation implements AutoCloseable {
  private static final int BATCH = 128;

  private final LabelledSet set;
  private final EvalSetup setup;
  private final Supplier<Optional<Embedder>> embedder;
  private final boolean budgets;
  private final Progress progress;
  private final TemporaryVault vault = TemporaryVault.create();
  private final Map<String, Principal> principals = new HashMap<>();
  private final Origins origins = new Origins();
  private int texts;
  private int memories;
  private int strengthened;
  private final Map<Derived.Change, Integer> derived = new EnumMap<>(Derived.Change.class);
  private final Census once = new Census();
  private final Census after = new Census();

  /**
   * Prepares an evaluation.
   *
   * @param budgets whether each question is asked within token budgets too
   * @param embedder gives an embedder for each opening of the vault
   */
  Evaluation(
      LabelledSet set,
      EvalSetup setup,
      boolean budgets,
      Supplier<Optional<Embedder>> embedder,
      Progress progress) {
    this.set = set;
    this.setup = setup;
    this.budgets = budgets;
    this.embedder = embedder;
    this.progress = progress;
    for (Conversation conversation : set.conversations()) {
      principals.put(conversation.id(), Principal.agent("conversation-" + principals.size()));
    }
  }

  /**
   * What came of it.
   *
   * @param run what was recalled
   * @param latencies of each recall, without embedding the question
   * @param degradations how many answers named each
   * @param texts how many texts the set has
   * @param memories how many memories they became
   * @param strengthened how many restated an earlier one
   * @param taken what became of the facts found, and of repetitions
   * @param known of each question, whether it can be answered
   * @param packed what was shown within token budgets, if that was asked for
   */
  record Outcome(
      Run run,
      List<Duration> latencies,
      Map<Degradation, Integer> degradations,
      int texts,
      int memories,
      int strengthened,
      Intake taken,
      Map<String, Answerability> known,
      PackedRun packed) {}

  /**
   * What became of the facts found, and of conversations remembered again.
   *
   * @param added new facts
   * @param corroborated facts that were known
   * @param replaced facts that closed others
   * @param liveOnce active memories after each conversation was remembered once, in all
   * @param liveAfter active memories at the end
   * @param strengthOnce their mean strength after once
   * @param strengthAfter their mean strength at the end
   */
  record Intake(
      int added,
      int corroborated,
      int replaced,
      int liveOnce,
      int liveAfter,
      double strengthOnce,
      double strengthAfter) {}

  /** Ingests the set and asks every question. Called once. */
  Outcome ingestAndAsk() {
    var answers = new Answers();
    try (MemoryGraph memory = open(setup.recall())) {
      for (Conversation conversation : set.conversations()) {
        converse(memory, conversation, answers);
      }
    }
    return answers.outcome();
  }

  /** Asks every question of the vault as {@link #ingestAndAsk} left it, under other options. */
  Outcome askAgain(RecallOptions options) {
    if (set.questions().stream().anyMatch(question -> question.visible().isPresent())) {
      throw new IllegalStateException("some questions may not know of all that was ingested");
    }
    var answers = new Answers();
    try (MemoryGraph memory = open(options)) {
      for (Question question : set.questions()) {
        answers.ask(memory, question);
      }
    }
    return answers.outcome();
  }

  /**
   * Of each question, whether the conversation before its own can answer it; the first has none.
   * After {@link #ingestAndAsk}.
   */
  Map<String, Answerability> askElsewhere() {
    var known = new LinkedHashMap<String, Answerability>();
    List<String> ids = set.conversations().stream().map(Conversation::id).toList();
    try (MemoryGraph memory = open(setup.recall())) {
      for (Question question : set.questions()) {
        int own = ids.indexOf(question.conversation());
        if (own > 0) {
          Query query = question.query().limit(1);
          Recall recall = memory.recall(query, principal(ids.get(own - 1)));
          known.put(question.id(), recall.answerability());
        }
      }
    }
    return known;
  }

  /** Ingests the set and keeps what each signal says of each candidate. Called once. */
  List<Lesson> lessons(int candidates) {
    var lessons = new ArrayList<Lesson>();
    try (MemoryGraph memory = open(setup.recall())) {
      for (Conversation conversation : set.conversations()) {
        remember(memory, conversation, 0, conversation.texts().size());
        for (Question question : set.questions()) {
          if (question.conversation().equals(conversation.id()) && !question.gold().isEmpty()) {
            Recall recall =
                memory.recall(question.query().limit(candidates), principal(conversation.id()));
            lessons.add(Lessons.of(set.name(), question, recall, origins));
          }
        }
      }
    }
    return lessons;
  }

  private MemoryGraph open(RecallOptions recall) {
    EngramOptions options = EngramOptions.defaults().withoutBackground().withRecall(recall);
    CaptureOptions capture = CaptureOptions.defaults().in(ZoneOffset.UTC);
    options = options.withCapture(setup.capture() ? capture : capture.off());
    if (!setup.dedup()) {
      options = options.withDedup(DedupOptions.defaults().off());
    }
    Optional<Embedder> model = embedder.get();
    return vault.open(model.isPresent() ? options.withEmbedder(model.get()) : options);
  }

  private void converse(MemoryGraph memory, Conversation conversation, Answers answers) {
    List<Question> questions =
        set.questions().stream()
            .filter(question -> question.conversation().equals(conversation.id()))
            .sorted(Comparator.comparingInt(question -> visible(question, conversation)))
            .toList();
    int said = 0;
    for (Question question : questions) {
      int upTo = visible(question, conversation);
      remember(memory, conversation, said, upTo);
      said = Math.max(said, upTo);
      answers.ask(memory, question);
    }
    remember(memory, conversation, said, conversation.texts().size());
    if (setup.repeats() > 1) {
      once.count(memory, principal(conversation.id()));
      for (int i = 1; i < setup.repeats(); i++) {
        remember(memory, conversation, 0, conversation.texts().size());
      }
      after.count(memory, principal(conversation.id()));
    }
  }

  private Intake taken() {
    return new Intake(
        derived.getOrDefault(Derived.Change.ADDED, 0),
        derived.getOrDefault(Derived.Change.CORROBORATED, 0),
        derived.getOrDefault(Derived.Change.REPLACED, 0),
        once.live(),
        after.live(),
        once.meanStrength(),
        after.meanStrength());
  }

  private static int visible(Question question, Conversation conversation) {
    int all = conversation.texts().size();
    return Math.min(all, question.visible().orElse(all));
  }

  private void remember(MemoryGraph memory, Conversation conversation, int from, int to) {
    Principal principal = principal(conversation.id());
    for (int start = from; start < to; start += BATCH) {
      var batch = new ArrayList<NewMemory>();
      var ids = new ArrayList<String>();
      for (Text text : conversation.texts().subList(start, Math.min(to, start + BATCH))) {
        for (String piece : Pieces.of(text.words())) {
          batch.add(turn(text, piece));
          ids.add(text.id());
        }
        texts++;
      }
      if (!batch.isEmpty()) {
        List<Remembered> remembered = memory.remember(batch, principal);
        for (int i = 0; i < ids.size(); i++) {
          note(remembered.get(i), ids.get(i));
          boolean stored = remembered.get(i).outcome() == Remembered.Outcome.STORED;
          memories += stored ? 1 : 0;
          strengthened += stored ? 0 : 1;
        }
      }
      progress.ingested(texts);
    }
  }

  private void note(Remembered remembered, String text) {
    origins.add(remembered.id(), text);
    for (Derived fact : remembered.derived()) {
      origins.add(fact.id(), text);
      derived.merge(fact.change(), 1, Integer::sum);
    }
  }

  private Principal principal(String conversation) {
    return Optional.ofNullable(principals.get(conversation))
        .orElseThrow(
            () -> new IllegalArgumentException("the set has no conversation " + conversation));
  }

  private static Turn turn(Text text, String piece) {
    Turn turn =
        text.speaker().map(speaker -> Turn.said(speaker, piece)).orElseGet(() -> Turn.note(piece));
    turn = text.session().map(turn::in).orElse(turn);
    return text.when().map(turn::at).orElse(turn);
  }

  /** Collects what is recalled. */
  private final class Answers {
    private final Map<String, List<Ranked>> ranked = new HashMap<>();
    private final Map<String, Answerability> known = new HashMap<>();
    private final List<Duration> latencies = new ArrayList<>();
    private final Map<Degradation, Integer> degradations = new EnumMap<>(Degradation.class);
    private final PackedRun packed = new PackedRun();

    void ask(MemoryGraph memory, Question question) {
      Recall recall =
          memory.recall(question.query().limit(setup.limit()), principal(question.conversation()));
      ranked.put(question.id(), origins.ranked(recall));
      known.put(question.id(), recall.answerability());
      latencies.add(withoutEmbedding(recall.trace()));
      recall.trace().degradations().forEach(one -> degradations.merge(one, 1, Integer::sum));
      if (budgets) {
        PackedRun.BUDGETS.forEach(budget -> askWithin(budget, memory, question));
      }
      progress.asked(ranked.size());
    }

    private void askWithin(int budget, MemoryGraph memory, Question question) {
      Query query = question.query().filling(TokenBudget.of(budget));
      for (Hit hit : memory.recall(query, principal(question.conversation())).hits()) {
        packed.addHit(budget, hit.form(), hit.tokens());
        origins.of(hit.id()).forEach(text -> packed.add(budget, question.id(), text, hit.form()));
      }
    }

    private static Duration withoutEmbedding(Trace trace) {
      return trace.stages().stream()
          .filter(stage -> !stage.name().equals("embed"))
          .map(Trace.Stage::took)
          .reduce(Duration.ZERO, Duration::plus);
    }

    Outcome outcome() {
      var inOrder = new LinkedHashMap<String, List<Ranked>>();
      for (Question question : set.questions()) {
        inOrder.put(question.id(), ranked.getOrDefault(question.id(), List.of()));
      }
      return new Outcome(
          new Run(inOrder),
          latencies,
          degradations,
          texts,
          memories,
          strengthened,
          taken(),
          known,
          packed);
    }
  }

  @Override
  public void close() {
    vault.close();
  }
}
