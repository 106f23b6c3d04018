package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.AccessLimits;
import dev.engram.config.AccessOptions;
import dev.engram.config.AuditOptions;
import dev.engram.config.EngramOptions;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityId;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.Hit;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.QueryName;
import dev.engram.query.QueryPlan;
import dev.engram.query.Recall;
import dev.engram.query.TokenBudget;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random principals do random things to a vault in which every scope holds words that no other
 * scope holds. An oracle of ten lines says what each may see; whatever comes back, answer or
 * refusal, holds nothing else. {@code -Dengram.isolation.cases=N} sets how many.
 */
@DisplayName("§10.13, §34.13 Nothing of an invisible scope comes back from any call")
class IsolationTest {
  private static final int CASES = Integer.getInteger("engram.isolation.cases", 40_000);
  private static final Principal HOST = Principal.admin("host");

  private static final List<Scope> SCOPES =
      List.of(
          Scope.global(),
          Scope.project("apollo"),
          Scope.project("gemini"),
          Scope.squad("red"),
          Scope.agent("rex"),
          Scope.agent("ada"),
          Scope.channel("rex", "discord"),
          Scope.user("rex", "discord", "42"),
          Scope.user("rex", "discord", "43"),
          Scope.channel("rex", "net:hook"),
          Scope.session("s1"),
          Scope.workflow("w1"),
          Scope.personal("ana"),
          Scope.channel("ada", "discord"));

  /** A principal, and in the test's own words what it is. */
  private record Who(
      Principal principal,
      String agent,
      boolean global,
      Set<Scope> joined,
      Optional<Scope> place,
      Set<Scope> overseen) {

    /** The oracle. */
    boolean sees(Scope scope) {
      return switch (scope) {
        case Scope.Global everyone -> global;
        case Scope.Agent one -> one.name().equals(agent);
        case Scope.User user -> place.equals(Optional.of(user));
        case Scope.Channel here ->
            place.equals(Optional.of(here))
                || place
                    .filter(Scope.User.class::isInstance)
                    .map(Scope.User.class::cast)
                    .filter(user -> user.agent().equals(here.agent()))
                    .filter(user -> user.channel().equals(here.channel()))
                    .isPresent();
        default -> joined.contains(scope);
      };
    }

    /** What is named by its id, or asked for in so many words. */
    boolean mayName(Scope scope) {
      return sees(scope) || overseen.contains(scope);
    }
  }

  private static Who who(Principal made, String agent, Set<Scope> joined, Scope... place) {
    Optional<Scope> here = place.length == 0 ? Optional.empty() : Optional.of(place[0]);
    Principal principal = made;
    for (Scope scope : joined) {
      principal = principal.in(scope);
    }
    boolean network = principal.network();
    if (here.isPresent() && !network) {
      principal = principal.in(here.get());
    }
    return new Who(principal, agent, !network, joined, here, Set.of());
  }

  private static final List<Who> EVERYONE =
      List.of(
          who(Principal.agent("rex"), "rex", Set.of()),
          who(Principal.agent("rex"), "rex", Set.of(Scope.project("apollo"))),
          who(Principal.agent("rex"), "rex", Set.of(), Scope.channel("rex", "discord")),
          who(
              Principal.agent("rex"),
              "rex",
              Set.of(Scope.squad("red")),
              Scope.user("rex", "discord", "42")),
          who(
              Principal.agent("rex").untrusted(),
              "rex",
              Set.of(),
              Scope.user("rex", "discord", "43")),
          who(Principal.agent("rex").readOnly(), "rex", Set.of(Scope.session("s1"))),
          who(
              Principal.agent("ada"),
              "ada",
              Set.of(Scope.project("gemini"), Scope.session("s1")),
              Scope.channel("ada", "discord")),
          who(Principal.agent("eve"), "eve", Set.of(Scope.workflow("w1"), Scope.personal("ana"))),
          who(Principal.agent("nobody"), "nobody", Set.of()),
          who(Principal.network("rex", "hook"), "rex", Set.of(), Scope.channel("rex", "net:hook")),
          who(
              Principal.network("rex", "mcp").writing(),
              "rex",
              Set.of(Scope.project("apollo")),
              Scope.channel("rex", "net:mcp")),
          who(Principal.network("ada", "hook"), "ada", Set.of(), Scope.channel("ada", "net:hook")),
          new Who(
              Principal.orchestrator("max").in(Scope.project("apollo")).overseeing("rex"),
              "max",
              true,
              Set.of(Scope.project("apollo")),
              Optional.empty(),
              Set.of(Scope.agent("rex"))));

  private static final List<String> WHO_ACTS = List.of("Ana", "Ben", "Priya");
  private static final List<String> DOES =
      List.of("moved to", "likes", "fixed", "no longer uses", "visited", "sold");
  private static final List<String> WHAT =
      List.of("Porto", "the blue boat", "PostgreSQL", "a garden", "two old bikes");

  @TempDir private Path folder;
  private final Random random = Seed.random("IsolationTest");
  private final HandClock clock = new HandClock();
  private final List<Memory> memories = new ArrayList<>();
  private final Map<MemoryId, Scope> owners = new HashMap<>();
  private final List<MemoryId> ids = new ArrayList<>();
  private final List<Entity> entities = new ArrayList<>();
  private final Map<EntityId, Scope> entityOwners = new HashMap<>();
  private final Set<MemoryId> forgotten = new HashSet<>();
  private MemoryGraph vault;

  /** A word that one scope alone holds; also a name. */
  private static String canary(Scope scope) {
    int i = SCOPES.indexOf(scope);
    return "Zq" + (char) ('a' + i) + (char) ('p' - i) + "ix";
  }

  private static Optional<Scope> owner(String text, int at) {
    String word = text.substring(at, Math.min(text.length(), at + 6));
    return SCOPES.stream().filter(scope -> canary(scope).equalsIgnoreCase(word)).findFirst();
  }

  /** Facts that gave way are in no list; the host can tell whose they are. */
  private Scope owner(MemoryId id) {
    return owners.computeIfAbsent(
        id, other -> vault.history(other, HOST).versions().getFirst().scope());
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private NewMemory thing(Scope scope, int i) {
    String word = canary(scope);
    String who = random.nextInt(3) == 0 ? word : any(WHO_ACTS);
    return switch (random.nextInt(6)) {
      case 0 -> Statement.of(who, any(DOES), any(WHAT) + " of " + word).explicit().to(scope);
      case 1 -> Routine.of("Release " + word + " " + i, "Tag it", "Run the checks").to(scope);
      default ->
          Turn.said(
                  any(WHO_ACTS),
                  who + " " + any(DOES) + " " + any(WHAT) + " with " + word + ". Note " + i + ".")
              .in("talk-" + random.nextInt(3))
              .at(clock.instant().minus(Duration.ofHours(i)))
              .to(scope);
    };
  }

  private MemoryGraph open() {
    return MemoryGraph.open(
        folder.resolve("v.engram"),
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withClock(clock)
            .withAudit(AuditOptions.unkept())
            .withAccess(AccessOptions.defaults().withUntrusted(AccessLimits.NONE))
            .withoutBackground());
  }

  private void fill(MemoryGraph memory) {
    vault = memory;
    var things = new ArrayList<NewMemory>();
    for (int i = 0; i < 20; i++) {
      for (Scope scope : SCOPES) {
        things.add(thing(scope, i));
      }
    }
    memory.remember(things, HOST);
    learn(memory);
    for (int i = 0; i < 80; i++) {
      MemoryId from = any(memories).id();
      MemoryId to = any(memories).id();
      if (!from.equals(to)) {
        memory.link(Edge.of(from, to, any(List.of(EdgeType.SUPPORTS, EdgeType.CONTRADICTS))), HOST);
      }
    }
    for (int i = 0; i < 10; i++) {
      MemoryId id = any(memories).id();
      if (forgotten.add(id)) {
        memory.forget(id, HOST);
      }
    }
    learn(memory);
    ids.stream().filter(this::isForgotten).forEach(forgotten::add); // facts go with their episode
  }

  private boolean isForgotten(MemoryId id) {
    Memory latest = vault.history(id, HOST).versions().getLast();
    return latest.traits().state() == MemoryState.FORGOTTEN;
  }

  /** What there is, as the host sees it. */
  private void learn(MemoryGraph memory) {
    memories.clear();
    memories.addAll(memory.list(Listing.newest(1000), HOST));
    memories.forEach(one -> {
      if (owners.put(one.id(), one.scope()) == null) {
        ids.add(one.id());
      }
    });
    entities.clear();
    entities.addAll(memory.entities(10_000, HOST));
    entities.forEach(one -> entityOwners.put(one.id(), one.scope()));
  }

  @Test
  @DisplayName("random cases against an oracle of ten lines")
  void nothingInvisibleComesBack() {
    try (MemoryGraph memory = open()) {
      fill(memory);
      assertThat(memories.size()).isBetween(250, 999);
      var done = new int[OPERATIONS];
      for (int i = 0; i < CASES; i++) {
        Who who = any(EVERYONE);
        int operation = random.nextInt(OPERATIONS);
        done[operation]++;
        act(memory, operation, who);
      }
      for (int times : done) {
        assertThat(times).isPositive();
      }
    }
  }

  private static final int OPERATIONS = 40;

  private void act(MemoryGraph memory, int operation, Who who) {
    Principal asks = who.principal;
    MemoryId id = id();
    switch (operation) {
      case 0, 1 -> recall(memory, who);
      case 2 -> plan(memory, who);
      case 3 -> {
        if (random.nextInt(5) == 0) { // two recalls each
          evolution(memory, who);
        }
      }
      case 4, 5 -> facts(memory, who);
      case 6 -> stats(memory, who);
      case 7, 8 -> list(memory, who);
      case 9 -> entities(memory, who);
      case 10 -> named(memory, who);
      case 11, 12 -> ofEntity(who, e -> () -> memory.timeline(e, asks));
      case 13 -> ofEntity(who, e -> () -> memory.entityHistory(e, asks));
      case 14 -> unseenEntity(who, e -> () -> memory.split(e, Set.of("Zz"), asks));
      case 15 -> unseenEntity(who, e -> () -> memory.merge(e, any(entities).id(), asks));
      case 16 -> unseen(who, id, () -> memory.update(id, Turn.note("Other words."), asks));
      case 17 -> unseen(who, id, () -> nothing(() -> memory.forget(id, asks)));
      case 18 -> unseen(who, id, () -> memory.feedback(id, Feedback.helpful(), asks));
      case 19 -> {
        Edge edge = Edge.of(id, MemoryId.create(1, random), EdgeType.SUPPORTS);
        unseen(who, id, () -> nothing(() -> memory.link(edge, asks)));
      }
      case 20 -> {
        Feedback feedback = Feedback.correctedTo(Turn.note("Other words."));
        unseen(who, id, () -> memory.feedback(id, feedback, asks));
      }
      case 21 -> remember(memory, who);
      case 22, 23, 24, 25, 26 -> ofMemory(who, id, () -> memory.history(id, asks), true);
      case 27, 28, 29, 30, 31 -> ofMemory(who, id, () -> memory.details(id, asks), false);
      default -> ofMemory(who, id, () -> memory.get(id, asks), false);
    }
  }

  private static boolean nothing(Runnable call) {
    call.run();
    return true;
  }

  private MemoryId id() {
    return random.nextInt(6) == 0 ? MemoryId.create(1, random) : any(ids);
  }

  private boolean unknown(Who who, MemoryId id) {
    Scope scope = owners.get(id);
    return scope == null || !who.mayName(scope);
  }

  private void ofMemory(Who who, MemoryId id, Supplier<?> call, boolean evenForgotten) {
    boolean refused = unknown(who, id) || (!evenForgotten && forgotten.contains(id));
    if (refused) {
      refused(call, ErrorCode.UNKNOWN_MEMORY, "no visible memory has the id " + id);
    } else {
      check(call.get(), who, "", true);
    }
  }

  /** A change of what is not seen: refused as unknown. Others are left, so that the vault stays. */
  private void unseen(Who who, MemoryId id, Supplier<?> call) {
    if (unknown(who, id)) {
      refused(call, ErrorCode.UNKNOWN_MEMORY, "no visible memory has the id " + id);
    }
  }

  private interface OnEntity {
    Supplier<?> with(EntityId id);
  }

  private void ofEntity(Who who, OnEntity call) {
    EntityId id = random.nextInt(6) == 0 ? EntityId.create(random) : any(entities).id();
    Scope scope = entityOwners.get(id);
    if (scope == null || !who.mayName(scope)) {
      refused(call.with(id), ErrorCode.UNKNOWN_ENTITY, "no visible entity has the id " + id);
    } else {
      check(call.with(id).get(), who, "", true);
    }
  }

  private void unseenEntity(Who who, OnEntity call) {
    EntityId id = random.nextInt(6) == 0 ? EntityId.create(random) : any(entities).id();
    Scope scope = entityOwners.get(id);
    if (scope == null || !who.mayName(scope)) {
      refused(call.with(id), ErrorCode.UNKNOWN_ENTITY, "no visible entity has the id " + id);
    }
  }

  private static void refused(Supplier<?> call, ErrorCode code, String message) {
    Object answered;
    try {
      answered = call.get();
    } catch (EngramException refusal) {
      assertThat(refusal.code()).isEqualTo(code);
      assertThat(refusal.getMessage()).isEqualTo(code.label() + ": " + message);
      assertThat(refusal.getCause()).isNull();
      return;
    }
    throw new AssertionError("answered with a " + answered.getClass() + ": " + message);
  }

  private Query question(Who who) {
    String asked =
        switch (random.nextInt(6)) {
          case 0 -> "What did " + any(WHO_ACTS) + " do with " + canary(any(SCOPES)) + "?";
          case 1 -> "How do I release " + canary(any(SCOPES)) + "?";
          case 2 -> "Where did " + any(WHO_ACTS) + " move last month?";
          case 3 -> canary(any(SCOPES)) + " " + canary(any(SCOPES));
          case 4 -> "Is " + canary(any(SCOPES)) + " better than " + any(WHAT) + "?";
          default -> "How has " + any(WHO_ACTS) + " changed?";
        };
    Query query = Query.of(asked).limit(1 + random.nextInt(20));
    query = random.nextInt(4) == 0 ? query.only(kinds()) : query;
    query = random.nextInt(5) == 0 ? query.within(TokenBudget.of(1 + random.nextInt(300))) : query;
    query = random.nextInt(6) == 0 ? query.includingPast() : query;
    boolean overseen = !who.overseen.isEmpty() && random.nextBoolean();
    return overseen ? query.includingOverseen() : query;
  }

  private EnumSet<MemoryKind> kinds() {
    return EnumSet.of(any(List.of(MemoryKind.values())));
  }

  private long count(Who who, Set<MemoryKind> kinds, boolean overseen) {
    return memories.stream()
        .filter(one -> kinds.contains(one.kind()))
        .filter(one -> overseen ? who.mayName(one.scope()) : who.sees(one.scope()))
        .count();
  }

  private void recall(MemoryGraph memory, Who who) {
    Query query = question(who);
    Recall recall = memory.recall(query, who.principal);
    check(recall, who, query.text(), query.overseen());
    if (query.vantage().present() && !recall.trace().plan().times().history()) {
      assertThat(recall.trace().visible())
          .isEqualTo((int) count(who, query.kinds(), query.overseen()));
    }
    for (Hit hit : recall.hits()) {
      assertThat(forgotten).doesNotContain(hit.id());
    }
    knowsNames(recall.trace().plan(), who, query.overseen());
  }

  private void plan(MemoryGraph memory, Who who) {
    Query query = question(who);
    QueryPlan plan = memory.plan(query, who.principal);
    check(plan, who, query.text(), query.overseen());
    knowsNames(plan, who, query.overseen());
  }

  /** A name that only an invisible scope knows is a name that nobody knows. */
  private void knowsNames(QueryPlan plan, Who who, boolean overseen) {
    for (QueryName name : plan.names()) {
      int at = name.name().toLowerCase(Locale.ROOT).indexOf("zq");
      Optional<Scope> owner = at < 0 ? Optional.empty() : owner(name.name(), at);
      if (owner.isPresent() && !may(who, owner.get(), overseen)) {
        assertThat(name.known()).as(name.name()).isFalse();
        assertThat(name.aliases()).isEmpty();
      }
    }
  }

  private void evolution(MemoryGraph memory, Who who) {
    String topic = any(WHO_ACTS) + " " + canary(any(SCOPES));
    check(memory.evolution(Evolution.of(topic), who.principal), who, "", false);
  }

  private void facts(MemoryGraph memory, Who who) {
    String subject = random.nextBoolean() ? any(WHO_ACTS) : canary(any(SCOPES));
    FactQuery query = FactQuery.about(subject);
    check(
        memory.facts(random.nextBoolean() ? query : query.withHistory(), who.principal),
        who,
        "",
        false);
  }

  private void stats(MemoryGraph memory, Who who) {
    var stats = memory.stats(who.principal);
    for (MemoryKind kind : MemoryKind.values()) {
      assertThat(stats.memories().getOrDefault(kind, 0))
          .isEqualTo((int) count(who, EnumSet.of(kind), false));
    }
    assertThat(stats.pending()).isZero();
  }

  private void list(MemoryGraph memory, Who who) {
    EnumSet<MemoryKind> kinds = random.nextBoolean() ? EnumSet.allOf(MemoryKind.class) : kinds();
    Listing listing = Listing.newest(1 + random.nextInt(60)).only(kinds);
    if (random.nextInt(3) == 0) {
      MemoryId before = id();
      Listing page = listing.before(before);
      ofMemory(who, before, () -> memory.list(page, who.principal), false);
    } else {
      List<Memory> page = memory.list(listing, who.principal);
      check(page, who, "", false);
      assertThat(page).hasSize((int) Math.min(listing.limit(), count(who, listing.kinds(), false)));
    }
  }

  private void entities(MemoryGraph memory, Who who) {
    List<Entity> found = memory.entities(1_000, who.principal);
    check(found, who, "", false);
    assertThat(found.stream().map(Entity::id).collect(Collectors.toSet()))
        .isEqualTo(
            entities.stream()
                .filter(one -> who.sees(one.scope()))
                .map(Entity::id)
                .collect(Collectors.toSet()));
  }

  private void named(MemoryGraph memory, Who who) {
    Scope scope = any(SCOPES);
    List<Entity> found = memory.entitiesNamed(canary(scope), who.principal);
    check(found, who, "", false);
    assertThat(found.isEmpty() || who.sees(scope)).isTrue();
  }

  private void remember(MemoryGraph memory, Who who) {
    Scope scope = any(SCOPES);
    if (!who.mayName(scope)) {
      refused(
          () -> memory.remember(Turn.note("Planted.").to(scope), who.principal),
          ErrorCode.ACCESS_DENIED,
          "this principal may not write in scope " + scope.canonical());
    }
  }

  private static boolean may(Who who, Scope scope, boolean overseen) {
    return overseen ? who.mayName(scope) : who.sees(scope);
  }

  /** Every string, id and scope of an answer, however deep. */
  private void check(Object answer, Who who, String asked, boolean overseen) {
    Found.each(
        answer,
        leaf -> {
          switch (leaf) {
            case String text -> check(text, who, asked, overseen);
            case Scope scope -> assertThat(may(who, scope, overseen)).isTrue();
            case MemoryId id -> assertThat(may(who, owner(id), overseen)).isTrue();
            case EntityId id ->
                assertThat(may(who, entityOwners.getOrDefault(id, Scope.global()), overseen))
                    .isTrue();
            default -> {
              // a number or a word of the engine's own
            }
          }
        });
  }

  private static void check(String text, Who who, String asked, boolean overseen) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean fromTheQuestion = asked.toLowerCase(Locale.ROOT).contains(lower);
    for (int at = lower.indexOf("zq");
        at >= 0 && !fromTheQuestion;
        at = lower.indexOf("zq", at + 1)) {
      Optional<Scope> owner = owner(text, at);
      assertThat(owner.isPresent() && may(who, owner.get(), overseen)).as(text).isTrue();
    }
  }

  @Test
  @DisplayName("what happens in an invisible scope moves no answer, no score and no count")
  void whatHappensElsewhereMovesNothing() {
    try (MemoryGraph memory = open()) {
      fill(memory);
      for (Who who : EVERYONE) {
        List<Query> queries = List.of(question(who), question(who), question(who));
        List<Recall> before =
            queries.stream().map(query -> memory.recall(query, who.principal.trusted())).toList();
        List<Entity> known = memory.entities(1_000, who.principal);
        var things = new ArrayList<NewMemory>();
        for (int i = 0; i < 5; i++) {
          for (Scope scope : SCOPES) {
            if (!who.mayName(scope)) {
              things.add(thing(scope, 100 + i));
            }
          }
        }
        memory.remember(things, HOST);
        for (int i = 0; i < queries.size(); i++) {
          assertSame(before.get(i), memory.recall(queries.get(i), who.principal.trusted()));
        }
        assertThat(memory.entities(1_000, who.principal)).isEqualTo(known);
      }
    }
  }

  private static void assertSame(Recall one, Recall other) {
    assertThat(one.trace().visible()).isEqualTo(other.trace().visible());
    assertThat(one.trace().plan()).isEqualTo(other.trace().plan());
    assertThat(one.trace().degradations()).isEqualTo(other.trace().degradations());
    assertThat(one.hits())
        .extracting(Hit::id)
        .isEqualTo(other.hits().stream().map(Hit::id).toList());
    for (int i = 0; i < one.hits().size(); i++) {
      assertThat(one.hits().get(i).score()).isCloseTo(other.hits().get(i).score(), within(1e-4));
    }
    assertThat(one.answerability().probability())
        .isCloseTo(other.answerability().probability(), within(1e-4));
  }

  @Test
  @DisplayName("§34.3 a crowd of near duplicates elsewhere hides no restatement")
  void duplicatesElsewhereHideNoRestatement() {
    try (MemoryGraph memory = open()) {
      Principal rex = Principal.agent("rex");
      Turn first = Turn.said("Ana", "The quarterly budget review moves to the large meeting room.");
      Turn again = Turn.said("Ana", "The quarterly budget review moves to the large meeting room!");
      MemoryId id = memory.remember(first, rex).id();
      var crowd = new ArrayList<Turn>();
      for (int i = 0; i < 200; i++) {
        crowd.add(again.to(Scope.agent("other" + i)));
      }
      memory.remember(crowd, HOST);
      assertThat(memory.remember(again, rex).id()).isEqualTo(id);
    }
  }

  @Test
  @DisplayName("§10.13 what one scope makes of a predicate changes nothing in another")
  void predicatesAreLearnedByScope() {
    try (MemoryGraph memory = open()) {
      Principal hook = Principal.network("rex", "hook").writing();
      for (int i = 0; i < 40; i++) {
        memory.remember(Statement.of("Person " + i % 4, "lives in", "Town " + i), hook);
      }
      Principal rex = Principal.agent("rex");
      memory.remember(Statement.of("Ana", "lives in", "Lyon"), rex);
      clock.move(Duration.ofDays(1));
      memory.remember(Statement.of("Ana", "lives in", "Porto"), rex);
      assertThat(memory.facts(FactQuery.about("Ana"), rex))
          .extracting(Memory.Fact::object)
          .containsExactly("Porto");
    }
  }
}
