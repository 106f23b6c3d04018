package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditEvent;
import dev.engram.config.EngramOptions;
import dev.engram.config.MigrationOptions;
import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.access.Bands;
import dev.engram.internal.access.Envelope;
import dev.engram.internal.access.RateLimits;
import dev.engram.internal.access.Stopwatch;
import dev.engram.internal.archive.Admission;
import dev.engram.internal.archive.Confirmations;
import dev.engram.internal.archive.Exporting;
import dev.engram.internal.archive.Exports;
import dev.engram.internal.archive.Undoing;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.backend.BackendRegistry;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.erase.Erasing;
import dev.engram.internal.erase.Resuming;
import dev.engram.internal.outward.Outward;
import dev.engram.internal.projection.Moving;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.recall.Evolving;
import dev.engram.internal.recall.Foreseeing;
import dev.engram.internal.recall.Knowing;
import dev.engram.internal.recall.Reading;
import dev.engram.internal.recall.Recalling;
import dev.engram.internal.recall.quality.Experience;
import dev.engram.internal.recall.rerank.RerankDesk;
import dev.engram.internal.remember.RememberPaths;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.token.TokenCounter;
import dev.engram.internal.vault.Surroundings;
import dev.engram.internal.vault.Vault;
import dev.engram.internal.working.WorkingContexts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * One open engine: what is wired at open, in order, and let go at close, in reverse (spec §33).
 * Thread-safe.
 */
public final class Engine implements AutoCloseable {
  private final EngramOptions options;
  private final Vault vault;
  private final AuditTrail audit;
  private final Outward outward;
  private final Gate gate;
  private final Reads reads;
  private final Changes changes;
  private final Prompted prompted;
  private final Sealing sealing;
  private final Erasures erasures;
  private final Archiving archiving;
  private final EmbeddingDesk desk;
  private final RerankDesk rerankers;
  private final ProjectionSet projections;
  private final Optional<BackendRegistry> backends;
  private final RememberPaths paths;
  private final Experience experience;
  private final WorkingContexts working;
  private final Migrating migrating;
  private final Snapshots snapshots;
  private final MemoryWatch memory;
  private final Upkeep upkeep;
  private Optional<Background> background = Optional.empty();
  private volatile boolean closed;

  private Engine(
      Vault vault,
      AuditTrail audit,
      Outward outward,
      EmbeddingDesk desk,
      RerankDesk rerankers,
      ProjectionSet projections,
      Optional<BackendRegistry> backends,
      EngramOptions options) {
    this.options = options;
    this.vault = vault;
    this.audit = audit;
    this.outward = outward;
    var limits = new RateLimits(options.access(), options.clock());
    this.gate =
        new Gate(
            audit,
            limits,
            new Envelope(options.access().envelope(), Stopwatch.system()),
            new Bands(options.access().noise(), options.random().nextLong()));
    this.desk = desk;
    this.rerankers = rerankers;
    this.projections = projections;
    this.backends = backends;
    var counter = new TokenCounter();
    this.sealing = Sealed.of(vault, options);
    this.paths =
        RememberPaths.wire(
            vault, sealing, desk, projections, options, outward, counter, audit, limits);
    this.experience =
        new Experience(
            vault,
            desk,
            projections::spaceRow,
            paths.judging(),
            options.trust(),
            options.clock(),
            options.random().nextLong());
    var recalling =
        new Recalling(vault, sealing, desk, projections, options, counter, experience, rerankers);
    var reading = new Reading(vault, sealing, projections);
    this.reads =
        new Reads(
            gate,
            recalling,
            reading,
            new Knowing(vault, sealing, counter),
            new Evolving(vault, sealing, recalling),
            paths.remembering());
    this.changes = new Changes(gate, paths, experience);
    this.prompted = Prompted.wire(gate, reads, reading, paths, vault, counter, options);
    var erasing = new Erasing(vault, projections, audit, experience::flushIfPossible);
    this.erasures = new Erasures(gate, erasing, paths.revising());
    var undoing = new Undoing(vault, paths.revising());
    this.archiving =
        new Archiving(
            gate,
            vault,
            audit,
            options.clock(),
            new Exports(
                new Exporting(vault, projections, sealing, outward::plain), options.clock()),
            new Confirmations(options.human(), options.clock()),
            new Admission(vault, paths.importing(), undoing, options.clock()),
            undoing);
    this.working =
        new WorkingContexts(
            recalling,
            new Foreseeing(vault, projections, options.recall()),
            desk,
            options.clock(),
            Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("engram-anticipation-", 0).factory()));
    var moving = new Moving(vault, projections, options.clock());
    var retired = new RetiredSpaces(vault);
    this.migrating =
        new Migrating(
            vault, desk, projections, paths.backfilling(), moving, retired, options.clock());
    this.snapshots =
        new Snapshots(vault, projections.spaces(), moving, migrating, retired, options.clock());
    this.memory = new MemoryWatch(vault, projections, options.clock());
    this.upkeep =
        new Upkeep(
            vault,
            projections.follower(),
            paths.backfilling(),
            paths.filing(),
            experience,
            migrating,
            retired,
            memory,
            projections.spaces(),
            audit);
  }

  /** Opens the vault and everything on it; whatever fails, nothing stays open. */
  public static Engine open(Path path, VaultKey key, EngramOptions options) {
    try {
      var settings =
          new Vault.Settings(
              options.vault().create(), options.vault().readers(), options.vault().writeQueue());
      var vault = Opening.vault(path, key, settings, options);
      try {
        if (options.vault().unlisted()) {
          Surroundings.unlist(path);
        }
        options.vault().decoy().ifPresent(Surroundings::decoy);
        var audit = new AuditTrail(vault, options.audit(), options.clock());
        try {
          return open(vault, audit, options);
        } catch (RuntimeException failed) {
          Opening.failed(audit, failed);
          throw failed;
        }
      } catch (RuntimeException failed) {
        vault.close();
        throw failed;
      }
    } catch (RuntimeException failed) {
      Outward.abandon(options);
      throw failed;
    }
  }

  private static Engine open(Vault vault, AuditTrail audit, EngramOptions options) {
    audit.take(Opening.note(audit, vault));
    Resuming.finish(vault);
    Outward outward = OutwardWitness.gate(vault, audit, options);
    Seating seating = Seating.of(vault, options, outward);
    var rerankers = new RerankDesk(outward.reranker(options));
    EmbeddingDesk desk = seating.desk();
    try {
      var projections =
          ProjectionSet.start(vault, desk.model(), desk.nextModel(), options.clock(), options);
      var backends = projections.outside(vault, options.clock(), new BackendWitness(audit));
      options
          .vectorBackend()
          .ifPresent(store ->
              backends.ifPresentOrElse(stores -> stores.use(store), () -> store.backend().close()));
      var engine =
          new Engine(vault, audit, outward, desk, rerankers, projections, backends, options);
      if (seating.goesOn()) {
        engine.migrating.goOn(MigrationOptions.defaults());
      }
      seating.begins().ifPresent(next -> engine.migrating.begin(next, MigrationOptions.defaults()));
      if (options.background()) {
        engine.background = Optional.of(Background.start(engine.upkeep));
      }
      return engine;
    } catch (RuntimeException failed) {
      desk.close();
      rerankers.close();
      throw failed;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed");
    }
  }

  /** What callers read. */
  public Reads reads() {
    requireOpen();
    return reads;
  }

  /** What callers change. */
  public Changes changes() {
    requireOpen();
    return changes;
  }

  /** What reaches prompts. */
  public Prompted prompted() {
    requireOpen();
    return prompted;
  }

  /** What callers erase. */
  public Erasures erasures() {
    requireOpen();
    return erasures;
  }

  /** What callers take out and bring in as files. */
  public Archiving archiving() {
    requireOpen();
    return archiving;
  }

  /** The gate that calls of the host pass. */
  public Gate gate() {
    requireOpen();
    return gate;
  }

  /** What recalls teach. */
  public Experience experience() {
    requireOpen();
    return experience;
  }

  /** Conversations in progress. */
  public WorkingContexts working() {
    requireOpen();
    return working;
  }

  /** Outside vector stores; nothing without an embedder, since there are no vectors then. */
  public Optional<BackendRegistry> backends() {
    requireOpen();
    return backends;
  }

  /** Moves to another embedding model. */
  public Migrating migrating() {
    requireOpen();
    return migrating;
  }

  /** Vectors as they were. */
  public Snapshots snapshots() {
    requireOpen();
    return snapshots;
  }

  /** Does all idle work now. */
  public int maintain() {
    requireOpen();
    return gate.hosted(AuditEvent.MAINTAINED, note -> {}, upkeep::everything);
  }

  /** What was done with the vault. */
  public AuditTrail audit() {
    requireOpen();
    return audit;
  }

  /** How the engine is. */
  public Checkup checkup() {
    requireOpen();
    return new Checkup(
        vault, sealing, desk, projections, experience, migrating, memory, audit, outward, options);
  }

  /** Saves the indexes, drains reads and writes, settles the file, frees everything; idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    working.close();
    migrating.close();
    background.ifPresent(Background::close);
    paths.close();
    experience.flushIfPossible();
    backends.ifPresent(BackendRegistry::close);
    projections.follower().saveIfPossible();
    audit.close();
    vault.close();
    projections.close();
    desk.close();
    rerankers.close();
  }
}
