package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.health.Diagnosis;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks about whatever moment is answered as by a look at every row. */
class PastModelTest {
  private static final int CASES = 2_400;

  private static final List<Scope> SCOPES =
      List.of(
          Scope.global(),
          Scope.project("apollo"),
          Scope.project("gemini"),
          Scope.agent("rex"),
          Scope.channel("rex", "mail"),
          Scope.user("rex", "mail", "42"));

  private static final List<Principal> PRINCIPALS =
      List.of(
          Principal.agent("rex"),
          Principal.agent("rex").in(Scope.project("apollo")),
          Principal.agent("rex").in(Scope.channel("rex", "mail")),
          Principal.agent("rex").in(Scope.user("rex", "mail", "42")),
          Principal.agent("ada").in(Scope.project("gemini")),
          Principal.agent("eve"),
          Principal.admin("host"));

  private static final Principal HOST = Principal.admin("host");
  private static final List<String> PEOPLE = List.of("Ana", "Ben", "Cleo", "Dan");
  private static final List<String> PREDICATES = List.of("lives in", "uses", "works at");
  private static final List<Set<MemoryKind>> KINDS =
      List.of(
          EnumSet.of(MemoryKind.FACT),
          EnumSet.of(MemoryKind.EPISODE),
          EnumSet.of(MemoryKind.PROCEDURE, MemoryKind.FACT),
          EnumSet.allOf(MemoryKind.class));

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private Random random;

  @BeforeEach
  void seed() {
    random = Seed.random("PastModelTest");
  }

  private MemoryGraph open() {
    return MemoryGraph.open(
        folder.resolve("rex.engram"),
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withClock(clock)
            .withoutBackground());
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Statement statement(Scope scope) {
    int days = random.nextInt(3) == 0 ? random.nextInt(200) - 100 : 0;
    return Statement.of(any(PEOPLE), any(PREDICATES), "crate " + random.nextInt(30))
        .at(clock.instant().plus(Duration.ofDays(days)))
        .to(scope);
  }

  private void act(MemoryGraph memory, List<MemoryId> known) {
    clock.move(Duration.ofHours(random.nextInt(72)));
    Scope scope = any(SCOPES);
    switch (random.nextInt(10)) {
      case 0 -> {
        MemoryId id = any(known);
        if (memory.history(id, HOST).versions().getLast().traits().state()
            != MemoryState.FORGOTTEN) {
          memory.forget(id, HOST);
        }
      }
      case 1 -> {
        MemoryId id = any(known);
        Memory last = memory.history(id, HOST).versions().getLast();
        if (last.kind() == MemoryKind.FACT && last.traits().state() == MemoryState.ACTIVE) {
          memory.update(id, statement(last.scope()), HOST);
        }
      }
      case 2, 3, 4 -> {
        String text = any(List.of("I live in", "I moved to", "I work at"));
        var said =
            Turn.said(any(PEOPLE), text + " Crate " + random.nextInt(30) + ".")
                .at(clock.instant())
                .in("talk")
                .to(scope);
        known.add(memory.remember(said, HOST).id());
      }
      default -> known.add(memory.remember(statement(scope), HOST).id());
    }
  }

  private List<MemoryRow> rows() {
    var settings = new Vault.Settings(false, 1, 10);
    try (var vault =
        Vault.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            settings,
            InstantSource.system(),
            new Random(1))) {
      return vault.writer().write(tx -> MemoryReads.after(tx, 0, 100_000));
    }
  }

  /** A question's terms as plain data, so that the model shares no code with what it checks. */
  private record Asked(
      Principal who, Set<MemoryKind> kinds, Optional<Instant> moment, boolean past) {
    boolean allows(MemoryRow row) {
      var traits = row.memory().traits();
      boolean seen = who.seesEverything() || who.visibleScopes().contains(traits.scope());
      if (!seen || !kinds.contains(row.memory().kind())) {
        return false;
      }
      boolean fact = row.memory().kind() == MemoryKind.FACT;
      boolean kept =
          traits.state() == MemoryState.ACTIVE
              || (fact && traits.state() == MemoryState.SUPERSEDED);
      if (moment.isEmpty()) {
        return kept && (past || traits.state() == MemoryState.ACTIVE);
      }
      Instant then = moment.get();
      boolean learned = traits.learned().compareTo(then) <= 0;
      boolean begun = !fact || traits.validFrom().compareTo(then) <= 0;
      boolean over =
          fact && traits.validUntil().isPresent() && traits.validUntil().get().compareTo(then) <= 0;
      return kept && learned && begun && (past || !over);
    }

    Query query() {
      Query query = Query.of("crate").limit(1000).only(kinds);
      query = past ? query.includingPast() : query;
      return moment.map(query::asOf).orElse(query);
    }
  }

  private Asked asked(Instant from) {
    long span = Duration.between(from, clock.instant()).toMillis();
    Instant moment = from.plusMillis((long) (span * (random.nextDouble() * 1.2 - 0.1)));
    return new Asked(
        any(PRINCIPALS),
        any(KINDS),
        random.nextInt(5) == 0 ? Optional.empty() : Optional.of(moment),
        random.nextInt(3) == 0);
  }

  private static String name(Memory memory) {
    return memory.id() + " v" + memory.traits().version();
  }

  @Test
  void everyMomentAnswersAsALookAtEveryRow() {
    Instant from = clock.instant();
    try (var memory = open()) {
      var known = new ArrayList<MemoryId>();
      known.add(memory.remember(statement(Scope.global()), HOST).id());
      for (int i = 0; i < 250; i++) {
        act(memory, known);
      }
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
    List<MemoryRow> rows = rows();
    long past =
        rows.stream()
            .filter(row -> row.memory().kind() == MemoryKind.FACT)
            .filter(row -> row.memory().traits().state() == MemoryState.SUPERSEDED)
            .count();
    assertThat(past).as("the test has a past to ask for").isGreaterThan(10);
    try (var memory = open()) {
      for (int i = 0; i < CASES; i++) {
        check(memory, asked(from), rows);
      }
    }
  }

  private static void check(MemoryGraph memory, Asked asked, List<MemoryRow> rows) {
    var recall = memory.recall(asked.query(), asked.who);
    Set<String> found =
        recall.hits().stream()
            .map(hit -> name(hit.memory()))
            .collect(Collectors.toCollection(TreeSet::new));
    List<MemoryRow> allowed = rows.stream().filter(asked::allows).toList();
    assertThat(recall.trace().visible()).as(asked.toString()).isEqualTo(allowed.size());
    // where episodes are asked for, a fact found in one takes a place of its own only where that
    // one may not be shown
    boolean families = asked.kinds.contains(MemoryKind.EPISODE);
    Set<String> expected =
        names(
            allowed.stream()
                .filter(row ->
                    !families
                        || row.origin() == 0
                        || (asked.past && row.memory().traits().state() == MemoryState.SUPERSEDED))
                .toList());
    // what says the same as another shares its place
    Set<String> placed =
        recall.trace().dropped().stream()
            .map(dropped -> dropped.id().toString())
            .collect(Collectors.toSet());
    assertThat(found)
        .as(asked.toString())
        .containsAll(
            expected.stream().filter(name -> !placed.contains(name.split(" ", 2)[0])).toList());
    assertThat(families ? names(allowed) : expected).as(asked.toString()).containsAll(found);
  }

  private static Set<String> names(List<MemoryRow> rows) {
    return rows.stream().map(row -> name(row.memory())).collect(Collectors.toSet());
  }
}
