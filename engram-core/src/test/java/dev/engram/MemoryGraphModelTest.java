package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.internal.vault.ProjectionTable;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.model.GraphModel;
import dev.engram.model.GraphModel.Entry;
import dev.engram.query.History;
import dev.engram.query.Hit;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Random sequences of every operation, step by step against a model in plain collections. */
class MemoryGraphModelTest {
  private static final int STEPS = 350;
  private static final int WORDS = 60;

  private static final List<Scope> SCOPES =
      List.of(
          Scope.global(),
          Scope.project("apollo"),
          Scope.project("gemini"),
          Scope.squad("red"),
          Scope.agent("rex"),
          Scope.agent("ada"),
          Scope.channel("rex", "discord"),
          Scope.channel("rex", "mail"),
          Scope.user("rex", "discord", "42"),
          Scope.user("rex", "discord", "43"),
          Scope.session("s1"),
          Scope.workflow("w1"),
          Scope.personal("ana"));

  private static final List<Principal> PRINCIPALS =
      List.of(
          Principal.agent("rex"),
          Principal.agent("rex").in(Scope.project("apollo")),
          Principal.agent("rex").in(Scope.channel("rex", "discord")),
          Principal.agent("rex").in(Scope.user("rex", "discord", "42")).in(Scope.squad("red")),
          Principal.agent("rex").in(Scope.user("rex", "discord", "43")),
          Principal.agent("ada").in(Scope.project("gemini")).in(Scope.session("s1")),
          Principal.agent("eve").in(Scope.workflow("w1")).in(Scope.personal("ana")),
          Principal.orchestrator("max").in(Scope.project("apollo")).overseeing("rex"),
          Principal.orchestrator("max").overseeing("rex").overseeing("ada"),
          Principal.admin("host"));

  @TempDir private Path folder;
  private final Random random = Seed.random("MemoryGraphModelTest");
  private final HandClock clock = new HandClock();
  private final GraphModel model = new GraphModel();
  private Path vault;
  private MemoryGraph memory;

  @BeforeEach
  void begin() {
    vault = folder.resolve("rex.engram");
    memory = open();
  }

  @RepeatedTest(4)
  void whateverIsDoneTheGraphAnswersAsTheModel() {
    for (int step = 0; step < STEPS; step++) {
      act();
    }
    reopen(true);
    memory.close();
  }

  private MemoryGraph open() {
    return MemoryGraph.open(
        vault,
        TestKeys.right(),
        EngramOptions.defaults()
            .withCapture(CaptureOptions.defaults().off())
            .withEmbedder(WordEmbedder.usual())
            .withClock(clock)
            .withRandom(new Random(random.nextLong()))
            .withVault(VaultOptions.defaults().withReaders(2).withSaveEvery(100))
            .withoutBackground());
  }

  private void act() {
    clock.move(Duration.ofMinutes(random.nextInt(20)));
    Principal principal = any(PRINCIPALS);
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4, 5 -> remember(principal, 1);
      case 6 -> remember(principal, 2 + random.nextInt(10));
      case 7, 8, 9 -> update(principal);
      case 10, 11 -> forget(principal);
      case 12, 13 -> link(principal);
      case 14, 15, 16 -> recall(principal);
      case 17, 18 -> list(principal);
      case 19 -> get(principal);
      case 20 -> history(principal);
      case 21 -> count(principal);
      case 22 -> {
        if (random.nextInt(4) == 0) {
          memory.maintain();
        }
      }
      default -> {
        if (random.nextInt(5) == 0) {
          reopen(random.nextBoolean());
        }
      }
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String words(int most) {
    return IntStream.rangeClosed(0, random.nextInt(most))
        .mapToObj(i -> "word" + random.nextInt(WORDS))
        .collect(Collectors.joining(" "));
  }

  private NewMemory something() {
    NewMemory made =
        switch (random.nextInt(4)) {
          case 0 -> Statement.of("Ana", "likes", words(3));
          case 1 -> Routine.of("make " + words(2), words(4), words(4)).using("kettle");
          case 2 -> Turn.said("Ben", words(12)).in("talk " + random.nextInt(3));
          default -> random.nextInt(3) == 0 ? Turn.note(words(2)) : Turn.said("Ana", words(12));
        };
    if (random.nextInt(4) == 0) {
      Duration ago = Duration.ofDays(random.nextInt(400));
      var placed = made.placement().at(clock.instant().minus(ago));
      made = with(made, placed);
    }
    return random.nextInt(3) == 0 ? made : with(made, made.placement().to(any(SCOPES)));
  }

  private static NewMemory with(NewMemory made, dev.engram.memory.Placement placement) {
    return switch (made) {
      case Turn turn -> turn.with(placement);
      case Statement statement -> statement.with(placement);
      case Routine routine -> routine.with(placement);
    };
  }

  private void remember(Principal principal, int count) {
    var drafts = new ArrayList<NewMemory>();
    for (int i = 0; i < count; i++) {
      drafts.add(something());
    }
    boolean allowed =
        drafts.stream()
            .allMatch(d ->
                GraphModel.mayWrite(principal, d.placement().scope().orElse(principal.home())));
    if (!allowed) {
      failing(ErrorCode.ACCESS_DENIED, () -> memory.remember(drafts, principal));
      return;
    }
    List<Remembered> answers = memory.remember(drafts, principal);
    assertThat(answers).hasSize(count);
    for (int i = 0; i < count; i++) {
      Scope scope = drafts.get(i).placement().scope().orElse(principal.home());
      model.remembered(answers.get(i), drafts.get(i), scope, clock.instant());
    }
  }

  /** An id that the model knows, or rarely one that nobody does. */
  private MemoryId someId() {
    return model.entries().isEmpty() || random.nextInt(20) == 0
        ? MemoryId.create(clock.instant().toEpochMilli(), random)
        : any(model.entries()).id();
  }

  private void unknown(MemoryId id, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThat(failing(ErrorCode.UNKNOWN_MEMORY, call))
        .hasMessage("E2005: no visible memory has the id " + id);
  }

  private void update(Principal principal) {
    MemoryId id = someId();
    NewMemory revised = with(something(), something().placement());
    Optional<Entry> entry = model.named(id, principal);
    if (entry.isEmpty()) {
      unknown(id, () -> memory.update(id, revised, principal));
    } else if (!GraphModel.mayWrite(principal, entry.get().scope())) {
      failing(ErrorCode.ACCESS_DENIED, () -> memory.update(id, revised, principal));
    } else if (entry.get().kind() != revised.kind()
        || !revised.placement().scope().orElse(entry.get().scope()).equals(entry.get().scope())) {
      failing(ErrorCode.INVALID_INPUT, () -> memory.update(id, revised, principal));
    } else {
      assertThat(memory.update(id, revised, principal).id()).isEqualTo(id);
      model.updated(entry.get(), revised);
    }
  }

  private void forget(Principal principal) {
    MemoryId id = someId();
    Optional<Entry> entry = model.named(id, principal);
    if (entry.isEmpty()) {
      unknown(id, () -> memory.forget(id, principal));
    } else if (!GraphModel.mayWrite(principal, entry.get().scope())) {
      failing(ErrorCode.ACCESS_DENIED, () -> memory.forget(id, principal));
    } else {
      memory.forget(id, principal);
      entry.get().forget();
    }
  }

  private void link(Principal principal) {
    MemoryId source = someId();
    MemoryId target = someId();
    if (source.equals(target)) {
      return;
    }
    EdgeType type = any(List.of(EdgeType.values()));
    Edge edge = new Edge(source, target, type, (1 + random.nextInt(4)) / 4.0);
    Optional<Entry> from = model.named(source, principal);
    Optional<Entry> to = model.named(target, principal);
    if (from.isEmpty()) {
      unknown(source, () -> memory.link(edge, principal));
    } else if (!GraphModel.mayWrite(principal, from.get().scope())) {
      failing(ErrorCode.ACCESS_DENIED, () -> memory.link(edge, principal));
    } else if (to.isEmpty()) {
      unknown(target, () -> memory.link(edge, principal));
    } else if (type.acyclic() && model.reaches(target, source)) {
      failing(ErrorCode.CYCLE, () -> memory.link(edge, principal));
    } else {
      memory.link(edge, principal);
      model.linked(edge);
    }
  }

  private Query question() {
    Query query = Query.of(words(4)).limit(1 + random.nextInt(20));
    return random.nextInt(3) == 0 ? query.only(kinds()) : query;
  }

  private Set<MemoryKind> kinds() {
    return EnumSet.of(any(List.of(MemoryKind.values())), any(List.of(MemoryKind.values())));
  }

  private void recall(Principal principal) {
    boolean overseen = !principal.overseenScopes().isEmpty() && random.nextBoolean();
    Query query = overseen ? question().includingOverseen() : question();
    Recall recall = memory.recall(query, principal);
    List<Entry> visible = model.visible(principal, query.kinds(), overseen);
    assertThat(recall.trace().visible()).isEqualTo(visible.size());
    assertThat(visible.stream().map(Entry::id)).containsAll(ids(recall));
    assertThat(ids(recall)).doesNotHaveDuplicates();
    assertThat(recall.hits()).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    // Every active memory has a vector, so meaning ranks them all; what says the same as another
    // shares its place.
    int places = visible.size() - recall.trace().dropped().size();
    assertThat(recall.hits()).hasSize(Math.min(query.limit(), places));
    recall.hits().forEach(hit -> compare(hit.memory(), model.entry(hit.id())));
  }

  private static List<MemoryId> ids(Recall recall) {
    return recall.hits().stream().map(Hit::id).toList();
  }

  private static void compare(Memory found, Entry entry) {
    assertThat(found.text()).isEqualTo(entry.text());
    assertThat(found.scope()).isEqualTo(entry.scope());
    assertThat(found.kind()).isEqualTo(entry.kind());
    assertThat(found.traits().version()).isEqualTo(entry.versions().size());
    assertThat(found.traits().strength()).isEqualTo(entry.strength());
    assertThat(found.traits().state())
        .isEqualTo(entry.active() ? MemoryState.ACTIVE : MemoryState.FORGOTTEN);
  }

  private void list(Principal principal) {
    Set<MemoryKind> kinds = random.nextBoolean() ? EnumSet.allOf(MemoryKind.class) : kinds();
    Listing listing = Listing.newest(1 + random.nextInt(30)).only(kinds);
    List<Entry> visible = model.visible(principal, kinds, false);
    int from = 0;
    if (!visible.isEmpty() && random.nextBoolean()) {
      from = random.nextInt(visible.size()) + 1;
      listing = listing.before(visible.get(from - 1).id());
    }
    assertThat(memory.list(listing, principal).stream().map(Memory::id))
        .containsExactlyElementsOf(
            visible.stream().skip(from).limit(listing.limit()).map(Entry::id).toList());
  }

  private void get(Principal principal) {
    MemoryId id = someId();
    Optional<Entry> entry = model.named(id, principal);
    if (entry.isPresent()) {
      compare(memory.get(id, principal), entry.get());
    } else {
      unknown(id, () -> memory.get(id, principal));
    }
  }

  private void history(Principal principal) {
    MemoryId id = someId();
    Optional<Entry> entry = model.namedEvenForgotten(id, principal);
    if (entry.isEmpty()) {
      unknown(id, () -> memory.history(id, principal));
      return;
    }
    History history = memory.history(id, principal);
    assertThat(history.versions().stream().map(Memory::text))
        .containsExactlyElementsOf(entry.get().versions());
    for (Memory version : history.versions().subList(0, history.versions().size() - 1)) {
      boolean gone = version instanceof Memory.Fact && !entry.get().active();
      assertThat(version.traits().state())
          .isEqualTo(gone ? MemoryState.FORGOTTEN : MemoryState.SUPERSEDED);
      assertThat(version.traits().validUntil()).isPresent();
    }
    assertThat(history.edges()).containsExactlyInAnyOrderElementsOf(model.edges(id, principal));
  }

  private void count(Principal principal) {
    var stats = memory.stats(principal);
    for (MemoryKind kind : MemoryKind.values()) {
      assertThat(stats.memories().get(kind))
          .isEqualTo(model.visible(principal, Set.of(kind), false).size());
    }
    assertThat(stats.pending()).isZero();
  }

  /** Recall answers the same before and after, also when every saved index was deleted. */
  private void reopen(boolean withoutSavedIndexes) {
    List<Query> queries = IntStream.range(0, 5).mapToObj(i -> question()).toList();
    List<String> before = answers(queries);
    requireSound();
    memory.close();
    if (withoutSavedIndexes) {
      deleteSavedIndexes();
    }
    memory = open();
    memory.maintain();
    assertThat(answers(queries)).isEqualTo(before);
    requireSound();
  }

  private void deleteSavedIndexes() {
    var settings = new Vault.Settings(false, 1, 10);
    try (var opened = Vault.open(vault, TestKeys.right(), settings, clock, new Random(1))) {
      Boolean deleted =
          opened
              .writer()
              .write(tx -> {
                ProjectionTable.deleteAll(tx);
                return true;
              });
      assertThat(deleted).isTrue();
    }
  }

  private List<String> answers(List<Query> queries) {
    var answers = new ArrayList<String>();
    for (Principal principal : PRINCIPALS) {
      for (Query query : queries) {
        memory
            .recall(query, principal)
            .hits()
            .forEach(hit -> answers.add(hit.id() + " " + hit.score() + " " + hit.why()));
      }
    }
    return answers;
  }

  private void requireSound() {
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }
}
