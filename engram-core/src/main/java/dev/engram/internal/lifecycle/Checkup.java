package dev.engram.internal.lifecycle;

import dev.engram.config.EngramOptions;
import dev.engram.health.Diagnosis;
import dev.engram.health.Diagnosis.Finding;
import dev.engram.health.Health;
import dev.engram.health.IndexProgress;
import dev.engram.health.MigrationProgress;
import dev.engram.health.SecurityReport;
import dev.engram.health.SpaceHealth;
import dev.engram.health.SpaceHealth.Role;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.index.select.Pressure;
import dev.engram.internal.outward.Outward;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.proof.Proofs;
import dev.engram.internal.recall.quality.Experience;
import dev.engram.internal.seal.SealedChecks;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.RowChecks;
import dev.engram.internal.vault.SpaceTable;
import dev.engram.internal.vault.Vault;
import dev.engram.spi.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Says how an engine is. */
public final class Checkup {
  private final Vault vault;
  private final Sealing sealing;
  private final EmbeddingDesk desk;
  private final ProjectionSet projections;
  private final Experience experience;
  private final Migrating migrating;
  private final MemoryWatch memory;
  private final AuditTrail audit;
  private final EngramOptions options;
  private final Outward outward;

  Checkup(
      Vault vault,
      Sealing sealing,
      EmbeddingDesk desk,
      ProjectionSet projections,
      Experience experience,
      Migrating migrating,
      MemoryWatch memory,
      AuditTrail audit,
      Outward outward,
      EngramOptions options) {
    this.vault = vault;
    this.options = options;
    this.audit = audit;
    this.outward = outward;
    this.sealing = sealing;
    this.memory = memory;
    this.desk = desk;
    this.projections = projections;
    this.experience = experience;
    this.migrating = migrating;
  }

  /** Cheap: counters, sizes and states. */
  public Health health() {
    boolean available = desk.available();
    int pending = projections.visibility().pending();
    var warnings = new ArrayList<String>();
    vault
        .broken()
        .ifPresent(cause -> warnings.add("read-only after a failed write: " + cause.getMessage()));
    if (!vault.encrypted()) {
      warnings.add("the vault is not encrypted");
      warnings.add("nothing is sealed: there is no field key without a vault key");
    }
    if (desk.model().isEmpty()) {
      warnings.add("no embedder: recall goes by words alone");
    } else if (!available) {
      warnings.add("the embedder does not answer: recall goes by words alone");
    }
    if (pending > 0) {
      warnings.add(pending + " memories have no vectors yet and are found by words alone");
    }
    Optional<MigrationProgress> migration = migrating.progress();
    migration.filter(far -> !far.over()).ifPresent(far -> warnings.add(told(far)));
    List<IndexProgress> rebuilding =
        projections.follower().progress(memory.pressure() != Pressure.NORMAL);
    rebuilding.stream()
        .filter(index -> !index.answering())
        .forEach(index -> warnings.add(told(index)));
    warnings.addAll(experience.warnings());
    if (projections.spaces().resting()) {
      warnings.add("nobody searched by meaning for a week: vectors rest until somebody does");
    }
    if (memory.pressure() != Pressure.NORMAL) {
      String level = memory.pressure().name().toLowerCase(Locale.ROOT);
      warnings.add("memory for indexes is short (" + level + "): searches by meaning are slower");
    }
    warnings.addAll(audit.warnings());
    warnings.addAll(outward.warnings());
    boolean simd = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!simd) {
      warnings.add("no SIMD: start Java with --add-modules jdk.incubator.vector");
    }
    return new Health(
        vault.encrypted(),
        vault.schemaVersion(),
        vault.fileBytes(),
        vault.recovered(),
        vault.broken().isEmpty(),
        vault.writer().depth(),
        desk.model().map(EmbeddingModel::id),
        available,
        pending,
        simd,
        projections.follower().ramBytes(),
        spaces(migration),
        migration,
        rebuilding,
        Hardened.now(vault),
        outward.health(),
        warnings);
  }

  private static String told(IndexProgress far) {
    return "the "
        + far.index()
        + " index is being rebuilt, "
        + far.percent()
        + " % done"
        + (far.paused() ? "; slowly, since memory is short" : "");
  }

  private static String told(MigrationProgress far) {
    return far.done()
        + " of "
        + far.total()
        + " memories have moved to "
        + far.to()
        + far.reason().map(why -> "; it waits: " + why).orElse("");
  }

  private List<SpaceHealth> spaces(Optional<MigrationProgress> migration) {
    Spaces.State searched = projections.spaces().state();
    var spaces = new ArrayList<SpaceHealth>();
    for (SpaceTable.Counted one : vault.readers().read(SpaceTable::all)) {
      SpaceTable.Row row = one.row();
      boolean now = searched.now().filter(space -> space.row() == row.id()).isPresent();
      boolean next = searched.next().filter(space -> space.row() == row.id()).isPresent();
      boolean leaving =
          migration.filter(far -> !far.over() && far.from().equals(row.model())).isPresent();
      SpaceHealth.Role role =
          now
              ? Role.IN_USE
              : next
                  ? Role.COMING
                  : leaving ? Role.LEAVING : row.retired() ? Role.RETIRED : Role.RESTING;
      Optional<Spaces.Space> held =
          now ? searched.now() : next ? searched.next() : Optional.empty();
      int vectors = held.map(space -> space.vectors().vectorCount()).orElse(0);
      spaces.add(
          new SpaceHealth(
              row.model(), row.dimension(), row.metric(), vectors, one.memories(), role));
    }
    return spaces;
  }

  /** Which layers of the defences are in force, each measured. */
  public SecurityReport security() {
    return Proofs.report(Proofs.all(vault, sealing, outward, audit, options));
  }

  /** Thorough: every page, every reference, every index against a rebuild. Holds up writes. */
  public Diagnosis doctor() {
    List<Finding> findings = new ArrayList<>(vault.readers().read(RowChecks::all));
    findings.add(
        new Finding(
            "encryption",
            vault.encrypted() && vault.headIsOpaque(),
            vault.encrypted() ? "pages are encrypted" : "the vault is not encrypted"));
    findings.add(Audited.finding(audit.verify(Optional.empty())));
    findings.add(
        sealing.available()
            ? vault.readers().read(reads -> SealedChecks.all(reads, sealing))
            : new Finding("sealed memories open", false, "without a vault key nothing is sealed"));
    findings.addAll(
        vault
            .writer()
            .upkeep(tx -> {
              try (var rebuilt = projections.rebuilt(tx, vault)) {
                return compare(rebuilt);
              }
            }));
    return new Diagnosis(findings);
  }

  private List<Finding> compare(ProjectionSet rebuilt) {
    var live = projections.follower().fingerprints();
    var fresh = rebuilt.follower().fingerprints();
    var findings = new ArrayList<Finding>();
    for (var entry : new TreeMap<>(live).entrySet()) {
      String name = entry.getKey();
      boolean building = projections.follower().rebuilding().contains(name);
      boolean refreshing = projections.follower().refreshing().contains(name);
      boolean equal = entry.getValue().equals(fresh.get(name));
      findings.add(
          new Finding(
              "index " + name,
              equal || refreshing,
              building || refreshing
                  ? "being rebuilt"
                  : equal ? "equals its rebuild" : "differs from its rebuild"));
    }
    return findings;
  }
}
