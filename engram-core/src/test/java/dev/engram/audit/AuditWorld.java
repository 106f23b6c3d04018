package dev.engram.audit;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.AuditOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.fault.EngramException;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Random use of a vault, in words that nothing else has, and the vault itself for who tampers. */
final class AuditWorld {
  /** In everything that is said, asked, named. */
  static final String CANARY = "quokkaherd";

  static final Principal REX = Principal.agent("rex" + CANARY);
  private static final List<Principal> WHO =
      List.of(
          REX,
          REX.in(Scope.project("apollo" + CANARY)),
          Principal.agent("ada" + CANARY),
          Principal.agent("ada" + CANARY).in(Scope.user("ada" + CANARY, "chat", CANARY + "42")));

  private final List<MemoryId> ids = new ArrayList<>();
  private final List<EntityId> entities = new ArrayList<>();
  private final Random random;

  AuditWorld(Random random) {
    this.random = random;
  }

  static EngramOptions options(AuditOptions audit) {
    return EngramOptions.defaults()
        .withEmbedder(WordEmbedder.usual())
        .withoutBackground()
        .withAudit(audit);
  }

  static MemoryGraph open(Path vault, AuditOptions audit) {
    return MemoryGraph.open(vault, TestKeys.right(), options(audit));
  }

  /** The vault without the engine, as somebody has it who knows the key of its pages. */
  static Vault raw(Path path, VaultKey key) {
    return Vault.open(
        path, key, new Vault.Settings(false, 1, 8), InstantSource.system(), new Random(1));
  }

  static AuditTrail trail(Vault vault) {
    return new AuditTrail(vault, AuditOptions.defaults(), InstantSource.system());
  }

  /** Runs a statement, whatever it does. */
  static int sql(Vault vault, String statement) {
    return vault.writer().write(tx -> tx.prepare(statement).executeUpdate());
  }

  /** Uses a vault so many times. */
  void use(MemoryGraph memory, int times) {
    for (int i = 0; i < times; i++) {
      Principal who = WHO.get(random.nextInt(WHO.size()));
      attempt(() -> once(memory, who));
    }
  }

  private static void attempt(Supplier<Object> call) {
    try {
      Object ignored = call.get();
    } catch (EngramException refused) {
      // refusals are entries as well
    }
  }

  private Object once(MemoryGraph memory, Principal who) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> {
        var made = memory.remember(Turn.said("Ana" + CANARY, sentence()), who);
        ids.add(made.id());
        yield made;
      }
      case 3 -> {
        var made =
            memory.remember(
                Statement.of("Ana" + CANARY, "lives in", "Town" + random.nextInt(4) + CANARY), who);
        ids.add(made.id());
        yield made;
      }
      case 4 -> memory.recall(Query.of("where does Ana" + CANARY + " live?"), who);
      case 5 -> memory.get(any(), who);
      case 6 -> memory.details(any(), who);
      case 7 -> memory.history(any(), who);
      case 8 -> memory.list(Listing.newest(5), who);
      case 9 -> memory.facts(FactQuery.about("Ana" + CANARY), who);
      case 10 -> {
        List<Entity> found = memory.entities(10, who);
        found.forEach(one -> entities.add(one.id()));
        yield found;
      }
      case 11 -> memory.update(any(), Turn.said("Ana" + CANARY, sentence()), who);
      case 12 -> {
        memory.link(new Edge(any(), any(), EdgeType.RELATED_TO, 0.5), who);
        yield true;
      }
      case 13 -> memory.feedback(any(), Feedback.helpful(), who);
      case 14 -> {
        if (random.nextInt(4) == 0) {
          memory.forget(any(), who);
        } else if (!entities.isEmpty()) {
          yield memory.split(
              entities.get(random.nextInt(entities.size())), Set.of("Ana" + CANARY), who);
        }
        yield memory.evolution(Evolution.of("Ana" + CANARY), who);
      }
      default -> memory.plan(Query.of("who is " + CANARY), who);
    };
  }

  private MemoryId any() {
    return ids.isEmpty() || random.nextInt(8) == 0
        ? MemoryId.parse(new java.util.UUID(random.nextLong(), random.nextLong()).toString())
        : ids.get(random.nextInt(ids.size()));
  }

  private String sentence() {
    return "I met Bob"
        + CANARY
        + " in Town"
        + random.nextInt(9)
        + CANARY
        + ", password=hunter"
        + random.nextInt(90)
        + CANARY
        + ".";
  }
}
