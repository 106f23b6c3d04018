package dev.engram.internal.remember;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.entity.NormalName;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.EntityTable;
import dev.engram.internal.vault.EntityTable.Known;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.EntityId;
import dev.engram.memory.EntityType;
import dev.engram.memory.Memory;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Finds out whom a mention means (spec §41.2), within one scope: an entity never reaches across
 * scopes, so no name can tell one scope what another holds.
 *
 * <p>In order: the name or an alias in the form that names are compared in; then, for a person's
 * first name against a full name or the other way round, the one entity it can be, if what is said
 * is near what was said of it (the cosine of the memory's vector with the centroid of the entity's
 * latest memories). Without vectors, or when two could be meant, a new entity is made: two that are
 * one can be merged later, one that is two misleads at once.
 */
final class EntityRegistry {
  private static final int SAMPLE = 16;
  private static final int MOST_FACTS = 10_000;
  private static final int MOST_NAMESAKES = 3;
  private static final double NEAR = 0.7;

  private final RandomGenerator random;
  private final Spaces spaces;
  private final Sealing sealing;

  /**
   * A registry.
   *
   * @param spaces the vector space in use
   */
  EntityRegistry(RandomGenerator random, Spaces spaces, Sealing sealing) {
    this.random = random;
    this.spaces = spaces;
    this.sealing = sealing;
  }

  /** Notes that a memory speaks of what a mention means; makes the entity if there is none. */
  void note(
      Transaction tx,
      Scope scope,
      Mention mention,
      int ordinal,
      Instant when,
      Optional<float[][]> vectors)
      throws SQLException {
    long entity = resolve(tx, scope, mention, when, vectors);
    boolean fresh = EntityTable.named(tx, scope, mention.normal()).isEmpty();
    EntityTable.alias(tx, scope, mention.normal(), mention.name(), entity);
    if (fresh) {
      refile(tx, scope, mention.normal());
    }
    EntityTable.mention(tx, entity, ordinal, mention.normal(), when);
    if (mention.alias().isPresent()) {
      String alias = mention.alias().get();
      String normal = NormalName.of(alias);
      if (!normal.isEmpty() && EntityTable.named(tx, scope, normal).isEmpty()) {
        EntityTable.alias(tx, scope, normal, alias, entity);
        refile(tx, scope, normal);
      }
    }
  }

  private long resolve(
      Transaction tx, Scope scope, Mention mention, Instant when, Optional<float[][]> vectors)
      throws SQLException {
    Optional<Known> known = EntityTable.named(tx, scope, mention.normal());
    if (known.isEmpty() && mention.type() == EntityType.PERSON) {
      known = namesake(tx, scope, mention.normal(), vectors);
    }
    if (known.isPresent()) {
      if (known.get().type() == EntityType.UNKNOWN && mention.type() != EntityType.UNKNOWN) {
        EntityTable.refine(tx, known.get().entity(), mention.type());
      }
      return known.get().entity();
    }
    return EntityTable.create(
        tx, EntityId.create(random), scope, mention.name(), mention.type(), when);
  }

  /** Facts on a name from before it stood for an entity are from now on the entity's. */
  private void refile(Transaction tx, Scope scope, String normal) throws SQLException {
    long about = Claims.about(scope, normal);
    for (MemoryRow row : FactTable.filedUnder(tx, about, sealing.blinded(about), MOST_FACTS)) {
      Optional<MemoryRow> whole = sealing.openIfWhole(tx, row);
      if (whole.isPresent() && whole.get().memory() instanceof Memory.Fact fact) {
        String subject = subject(tx, scope, fact.subject());
        FactTable.Filing filing = Claims.filing(scope, subject, fact, row.origin());
        FactTable.refile(tx, row.ordinal(), sealing.filed(filing, fact.traits().tier()));
      }
    }
  }

  private Optional<Known> namesake(
      Transaction tx, Scope scope, String normal, Optional<float[][]> vectors) throws SQLException {
    int space = normal.indexOf(' ');
    List<Known> candidates =
        space < 0
            ? EntityTable.beginning(tx, scope, normal, MOST_NAMESAKES)
            : EntityTable.named(tx, scope, normal.substring(0, space)).stream().toList();
    List<Known> people =
        candidates.stream().filter(known -> known.type() == EntityType.PERSON).toList();
    long distinct = people.stream().mapToLong(Known::entity).distinct().count();
    if (distinct != 1 || vectors.isEmpty()) {
      return Optional.empty();
    }
    Known only = people.getFirst();
    boolean first = space < 0 || hasOneWordOnly(tx, scope, only);
    return first && near(tx, only.entity(), vectors.get()[0])
        ? Optional.of(only)
        : Optional.empty();
  }

  /** "Ana Silva" may be the known "Ana", but not if that one is known as "Ana Costa" as well. */
  private static boolean hasOneWordOnly(Transaction tx, Scope scope, Known known)
      throws SQLException {
    return EntityTable.beginning(tx, scope, known.normal(), MOST_NAMESAKES).stream()
        .noneMatch(other -> other.entity() == known.entity());
  }

  private boolean near(Transaction tx, long entity, float[] vector) throws SQLException {
    var centroid = new double[vector.length];
    int count = 0;
    for (int ordinal : EntityTable.mentioning(tx, entity, SAMPLE)) {
      Optional<float[][]> parts =
          EmbeddingTable.get(tx, ordinal, spaces.row().orElseThrow(), spaces.dimension());
      if (parts.isPresent()) {
        float[] first = parts.get()[0];
        for (int i = 0; i < centroid.length; i++) {
          centroid[i] += first[i];
        }
        count++;
      }
    }
    return count > 0 && cosine(centroid, vector) >= NEAR;
  }

  private static double cosine(double[] one, float[] other) {
    double dot = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      dot += one[i] * other[i];
      first += one[i] * one[i];
      second += (double) other[i] * other[i];
    }
    return first == 0 || second == 0 ? 0 : dot / Math.sqrt(first * second);
  }

  /** The mark under which facts on a subject are filed: its entity's, or its folded name. */
  static String subject(Transaction tx, Scope scope, String subject) throws SQLException {
    String normal = NormalName.of(subject);
    return EntityTable.named(tx, scope, normal)
        .map(known -> Claims.entity(known.entity()))
        .orElse(normal);
  }
}
