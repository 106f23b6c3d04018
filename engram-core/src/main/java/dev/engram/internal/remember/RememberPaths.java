package dev.engram.internal.remember;

import dev.engram.config.EngramOptions;
import dev.engram.internal.access.RateLimits;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.capture.Capture;
import dev.engram.internal.capture.model.ModelExtraction;
import dev.engram.internal.capture.model.Patience;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.outward.Outward;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.screen.RedactingScreen;
import dev.engram.internal.screen.injection.InjectionDetector;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.token.TokenCounter;
import dev.engram.internal.vault.Vault;
import java.util.Optional;

/** Every path by which a vault changes, wired once for an engine. */
public final class RememberPaths implements AutoCloseable {
  private final Remembering remembering;
  private final Revising revising;
  private final Judging judging;
  private final Backfilling backfilling;
  private final Flagging flagging;
  private final EntityEditing editing;
  private final Filing filing;
  private final Importing importing;
  private final Capturing capturing;

  private RememberPaths(
      Remembering remembering,
      Revising revising,
      Judging judging,
      Backfilling backfilling,
      Flagging flagging,
      EntityEditing editing,
      Filing filing,
      Importing importing,
      Capturing capturing) {
    this.remembering = remembering;
    this.revising = revising;
    this.judging = judging;
    this.backfilling = backfilling;
    this.flagging = flagging;
    this.editing = editing;
    this.filing = filing;
    this.importing = importing;
    this.capturing = capturing;
  }

  /** Wires the paths of an engine. */
  public static RememberPaths wire(
      Vault vault,
      Sealing sealing,
      EmbeddingDesk desk,
      ProjectionSet projections,
      EngramOptions options,
      Outward outward,
      TokenCounter counter,
      AuditTrail audit,
      RateLimits limits) {
    var quota = new Quota(options.access(), limits, projections.visibility()::active);
    var clock = new SteadyClock(options.clock());
    var ids = new NewIds(options.random());
    Spaces spaces = projections.spaces();
    var embedding = new TurnEmbedding(desk::documents);
    Optional<ModelReading> model =
        outward
            .languageModel(options)
            .map(one ->
                new ModelReading(
                    new ModelExtraction(one, Patience.DEFAULT, options.clock(), options.random()),
                    one,
                    counter,
                    options.capture().minConfidence()));
    var screen = RedactingScreen.ofSecrets();
    var capturing = new Capturing(options.capture(), screen, () -> new Capture(counter), model);
    var sieve = new Sieve(InjectionDetector.standard(), options.capture().injection());
    var preparation = new Preparation(vault, sealing, capturing, sieve, embedding, clock, spaces);
    var restatements = new Restatements(options.dedup(), projections.duplicates(), spaces, sealing);
    var facts = new FactStore(SingleValued.read(), spaces, sealing, ids, options.dedup().enabled());
    var entities = new EntityRegistry(options.random(), spaces, sealing);
    var intake = new Intake(facts, entities, restatements, sealing, ids, clock, spaces);
    var remembering =
        new Remembering(
            vault,
            sealing,
            quota,
            preparation,
            intake,
            restatements,
            new BeforeImport(spaces, clock),
            audit);
    return new RememberPaths(
        remembering,
        new Revising(vault, sealing, preparation, intake, clock, audit),
        new Judging(vault, quota, preparation, intake, restatements, clock, audit),
        new Backfilling(vault, sealing, desk, spaces),
        new Flagging(vault, sealing, preparation, intake, clock, audit),
        new EntityEditing(vault, sealing, clock, options.random(), audit),
        new Filing(vault),
        new Importing(vault, remembering, clock, audit),
        capturing);
  }

  /** By which memories enter. */
  public Remembering remembering() {
    return remembering;
  }

  /** By which they change. */
  public Revising revising() {
    return revising;
  }

  /** By which they are judged. */
  public Judging judging() {
    return judging;
  }

  /** By which they get vectors later. */
  public Backfilling backfilling() {
    return backfilling;
  }

  /** By which they are kept back and released. */
  public Flagging flagging() {
    return flagging;
  }

  /** By which entities are put together and taken apart. */
  public EntityEditing editing() {
    return editing;
  }

  /** By which facts of older vaults are found by new ones. */
  public Filing filing() {
    return filing;
  }

  /** By which archives come in. */
  public Importing importing() {
    return importing;
  }

  @Override
  public void close() {
    capturing.close();
  }
}
