package dev.engram.internal.recall;

import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.capture.entity.NormalName;
import dev.engram.internal.remember.Access;
import dev.engram.internal.remember.AnnotationRows;
import dev.engram.internal.remember.SubjectKeys;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.seal.Sealing.Opened;
import dev.engram.internal.token.TokenCounter;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.internal.vault.EntityReads;
import dev.engram.internal.vault.EntityReads.EntityRow;
import dev.engram.internal.vault.EntityTable;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.RestatementTable;
import dev.engram.internal.vault.ScopeReads;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Affect;
import dev.engram.memory.Annotations;
import dev.engram.memory.Details;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityEvent;
import dev.engram.memory.EntityId;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Metadata;
import dev.engram.memory.TieredContent;
import dev.engram.memory.TimeSpan;
import dev.engram.query.FactQuery;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is known, as a record rather than as an answer: facts about a subject, entities, everything
 * about one memory. Thread-safe; every method needs a principal.
 */
public final class Knowing {
  private static final int MOST_ENTITIES = 10_000;

  private final Vault vault;
  private final Sealing sealing;
  private final TokenCounter counter;

  public Knowing(Vault vault, Sealing sealing, TokenCounter counter) {
    this.vault = vault;
    this.sealing = sealing;
    this.counter = counter;
  }

  /** A memory with everything known of it. */
  public Details details(MemoryId id, Principal principal) {
    return vault
        .readers()
        .read(statements ->
            statements.consistently(reads -> {
              MemoryRow row = Access.requireVisible(MemoryReads.current(reads, id), id, principal);
              return details(reads, sealing.openWhole(reads, row));
            }));
  }

  private Details details(Statements reads, Opened opened) throws SQLException {
    MemoryRow row = opened.row();
    String text = row.memory().text();
    Optional<AnnotationTable.Row> kept = opened.annotations(reads);
    List<Entity> entities =
        EntityReads.inMemory(reads, row.ordinal()).stream().map(EntityRow::entity).toList();
    return new Details(
        row.memory(),
        kept.map(annotations -> AnnotationRows.read(annotations, text))
            .orElseGet(() -> unread(row.memory())),
        entities,
        RestatementTable.count(reads, row.ordinal()));
  }

  /** Of a memory that capture did not look at, or whose text is its shortest form already. */
  private Annotations unread(Memory memory) {
    String text = memory.text();
    int tokens = counter.count(text);
    String label = memory.traits().category().label();
    int labelTokens = counter.count(label);
    boolean shorter = labelTokens <= tokens;
    return new Annotations(
        new TieredContent(
            text,
            text,
            text,
            shorter ? label : text,
            tokens,
            tokens,
            tokens,
            shorter ? labelTokens : tokens),
        Affect.NEUTRAL,
        Metadata.NONE,
        memory.traits().occurred().stream().toList(),
        List.of());
  }

  /** Facts about a subject: those that hold first, newest first. */
  public List<Memory.Fact> facts(FactQuery query, Principal principal) {
    return vault
        .readers()
        .read(statements -> statements.consistently(reads -> facts(reads, query, principal)));
  }

  private List<Memory.Fact> facts(Statements reads, FactQuery query, Principal principal)
      throws SQLException {
    String normal = NormalName.of(query.subject());
    var rows = new LinkedHashSet<MemoryRow>();
    for (Scope scope : scopes(reads, principal)) {
      for (long key : SubjectKeys.of(reads, sealing, scope, normal)) {
        rows.addAll(FactTable.about(reads, key, query.history(), query.limit()));
      }
    }
    var seen = new ArrayList<Memory>();
    for (MemoryRow row : rows) {
      if (Access.sees(principal, row.memory().scope())) {
        seen.add(sealing.readable(reads, row));
      }
    }
    return seen.stream()
        .filter(Memory.Fact.class::isInstance)
        .map(Memory.Fact.class::cast)
        .sorted(
            Comparator.comparing((Memory.Fact fact) -> fact.traits().state())
                .thenComparing(
                    Comparator.comparing((Memory.Fact fact) -> fact.traits().validFrom())
                        .reversed()))
        .limit(query.limit())
        .toList();
  }

  /** The entities of everything a principal sees, last seen first. */
  public List<Entity> entities(int most, Principal principal) {
    if (most < 1 || most > MOST_ENTITIES) {
      throw InvalidInputException.query(
          "entities.most", "must be 1 to " + MOST_ENTITIES + ", got " + most);
    }
    return vault
        .readers()
        .read(reads -> {
          var found = new ArrayList<Entity>();
          for (Scope scope : scopes(reads, principal)) {
            EntityReads.inScope(reads, scope, most).forEach(row -> found.add(row.entity()));
          }
          found.sort(Comparator.comparing(Entity::lastSeen).reversed());
          return List.copyOf(found.subList(0, Math.min(most, found.size())));
        });
  }

  /** The entities that a name stands for, one a scope at most. */
  public List<Entity> entitiesNamed(String name, Principal principal) {
    String normal = NormalName.of(FactQuery.about(name).subject());
    return vault
        .readers()
        .read(reads -> {
          var found = new ArrayList<Entity>();
          for (Scope scope : scopes(reads, principal)) {
            EntityReads.named(reads, scope, normal).ifPresent(row -> found.add(row.entity()));
          }
          return found;
        });
  }

  /**
   * Every active memory that speaks of an entity, and facts that hold no longer, in the order
   * things happened.
   */
  public List<Memory> timeline(EntityId id, Principal principal) {
    return vault
        .readers()
        .read(statements ->
            statements.consistently(reads -> {
              EntityRow entity = visible(reads, id, principal);
              var found = new ArrayList<Memory>();
              for (int ordinal : EntityTable.mentioning(reads, entity.row())) {
                Optional<MemoryRow> row =
                    MemoryReads.byOrdinal(reads, ordinal)
                        .filter(one -> tells(one.memory()))
                        .filter(one -> Access.sees(principal, one.memory().scope()));
                if (row.isPresent()) {
                  found.add(sealing.readable(reads, row.get()));
                }
              }
              found.sort(Comparator.comparing(Knowing::when));
              return found;
            }));
  }

  private static boolean tells(Memory memory) {
    MemoryState state = memory.traits().state();
    boolean holds = state == MemoryState.ACTIVE;
    boolean held = state == MemoryState.SUPERSEDED && memory instanceof Memory.Fact;
    return (holds || held) && !memory.traits().flagged();
  }

  private static Instant when(Memory memory) {
    return memory.traits().occurred().map(TimeSpan::from).orElse(memory.traits().learned());
  }

  /** How an entity was put together and taken apart, oldest first. */
  public List<EntityEvent> entityHistory(EntityId id, Principal principal) {
    return vault
        .readers()
        .read(reads -> EntityReads.events(reads, visible(reads, id, principal).row()));
  }

  private static EntityRow visible(Statements reads, EntityId id, Principal principal)
      throws SQLException {
    return EntityReads.byId(reads, id)
        .filter(row -> Access.sees(principal, row.entity().scope()))
        .orElseThrow(() -> AccessException.unknownEntity(id.toString()));
  }

  private static Collection<Scope> scopes(Statements reads, Principal principal)
      throws SQLException {
    return principal.seesEverything() ? ScopeReads.all(reads) : principal.visibleScopes();
  }
}
