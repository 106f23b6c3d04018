package dev.engram.internal.remember;

import dev.engram.audit.AuditEvent;
import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.capture.entity.NormalName;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.EntityReads;
import dev.engram.internal.vault.EntityReads.EntityRow;
import dev.engram.internal.vault.EntitySurgery;
import dev.engram.internal.vault.EntityTable;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityId;
import dev.engram.memory.Memory;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Puts entities together that are one, and takes apart what is two. Facts are filed anew with their
 * subject, so that from then on they corroborate and contradict one another. Thread-safe.
 */
public final class EntityEditing {
  private static final int MOST_FACTS = 10_000;
  private static final int MOST_NAMES = 1_000;
  private static final int LONGEST_NAME = 512;

  private final Vault vault;
  private final Sealing sealing;
  private final SteadyClock clock;
  private final RandomGenerator random;
  private final AuditTrail audit;

  EntityEditing(
      Vault vault, Sealing sealing, SteadyClock clock, RandomGenerator random, AuditTrail audit) {
    this.vault = vault;
    this.sealing = sealing;
    this.clock = clock;
    this.random = random;
    this.audit = audit;
  }

  /** Lets all names and mentions of one entity be another's. */
  public Entity merge(EntityId kept, EntityId absorbed, Principal principal) {
    return vault
        .writer()
        .write(tx -> {
          EntityRow keeps = writable(tx, kept, principal);
          EntityRow gives = writable(tx, absorbed, principal);
          if (keeps.row() == gives.row()) {
            throw InvalidInputException.of("entity.id", "names the same entity twice");
          }
          Scope scope = keeps.entity().scope();
          if (!scope.equals(gives.entity().scope())) {
            throw InvalidInputException.of("entity.scope", "of the two entities differ");
          }
          Instant now = clock.now();
          List<MemoryRow> facts = factsOf(tx, scope, gives);
          EntitySurgery.merge(tx, keeps.row(), gives.row(), now);
          refile(tx, scope, facts);
          audit.write(
              tx, audit.by(principal, AuditEvent.ENTITIES_MERGED).on(kept).on(absorbed).in(scope));
          return EntityReads.byId(tx, kept).orElseThrow().entity();
        });
  }

  /** Lets some names of an entity be those of a new one. */
  public Entity split(EntityId from, Set<String> names, Principal principal) {
    requireNames(names);
    return vault
        .writer()
        .write(tx -> {
          EntityRow whole = writable(tx, from, principal);
          List<String> normals = moving(whole.entity(), names);
          Scope scope = whole.entity().scope();
          Instant now = clock.now();
          List<MemoryRow> facts = factsOf(tx, scope, whole);
          EntityId id = EntityId.create(random);
          long row =
              EntityTable.create(
                  tx, id, scope, names.iterator().next(), whole.entity().type(), now);
          EntitySurgery.split(tx, whole.row(), row, normals, now);
          refile(tx, scope, facts);
          audit.write(tx, audit.by(principal, AuditEvent.ENTITY_SPLIT).on(from).on(id).in(scope));
          return EntityReads.byId(tx, id).orElseThrow().entity();
        });
  }

  private static void requireNames(Set<String> names) {
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      throw InvalidInputException.of(
          "entity.names", "must have 1 to " + MOST_NAMES + " entries, got " + names.size());
    }
    for (String name : names) {
      if (name.isBlank() || name.length() > LONGEST_NAME) {
        throw InvalidInputException.of(
            "entity.names",
            "must have 1 to " + LONGEST_NAME + " characters each, got " + name.length());
      }
    }
  }

  private static List<String> moving(Entity whole, Set<String> names) {
    Set<String> known = new LinkedHashSet<>();
    whole.aliases().forEach(alias -> known.add(NormalName.of(alias)));
    Set<String> normals = new LinkedHashSet<>();
    names.forEach(name -> normals.add(NormalName.of(name)));
    if (normals.isEmpty() || !known.containsAll(normals) || normals.size() == known.size()) {
      throw InvalidInputException.of(
          "entity.names",
          "must be some, not all, of the entity's "
              + known.size()
              + " names; got "
              + normals.size());
    }
    return List.copyOf(normals);
  }

  private static EntityRow writable(Transaction tx, EntityId id, Principal principal)
      throws SQLException {
    Optional<EntityRow> row =
        EntityReads.byId(tx, id).filter(found -> Access.sees(principal, found.entity().scope()));
    EntityRow visible = row.orElseThrow(() -> AccessException.unknownEntity(id.toString()));
    Access.requireWritable(visible.entity().scope(), principal);
    return visible;
  }

  /** Facts filed under an entity's mark, or under one of its names from before it was known. */
  private List<MemoryRow> factsOf(Transaction tx, Scope scope, EntityRow entity)
      throws SQLException {
    var facts = new ArrayList<>(filedUnder(tx, scope, Claims.entity(entity.row())));
    for (String alias : entity.entity().aliases()) {
      facts.addAll(filedUnder(tx, scope, NormalName.of(alias)));
    }
    return facts;
  }

  private List<MemoryRow> filedUnder(Transaction tx, Scope scope, String subject)
      throws SQLException {
    long about = Claims.about(scope, subject);
    return FactTable.filedUnder(tx, about, sealing.blinded(about), MOST_FACTS);
  }

  private void refile(Transaction tx, Scope scope, List<MemoryRow> facts) throws SQLException {
    for (MemoryRow row : facts) {
      Optional<MemoryRow> whole = sealing.openIfWhole(tx, row);
      if (whole.isPresent() && whole.get().memory() instanceof Memory.Fact fact) {
        String subject = EntityRegistry.subject(tx, scope, fact.subject());
        FactTable.Filing filing = Claims.filing(scope, subject, fact, row.origin());
        FactTable.refile(tx, row.ordinal(), sealing.filed(filing, fact.traits().tier()));
      }
    }
  }
}
