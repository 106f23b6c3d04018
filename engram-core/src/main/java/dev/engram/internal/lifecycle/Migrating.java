package dev.engram.internal.lifecycle;

import dev.engram.config.MigrationOptions;
import dev.engram.fault.EmbeddingException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.health.MigrationProgress;
import dev.engram.health.MigrationProgress.State;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.outward.OutwardEmbedder;
import dev.engram.internal.projection.Moving;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.remember.Backfilling;
import dev.engram.internal.vault.MigrationTable;
import dev.engram.internal.vault.Vault;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves memories from one embedding model to another as idle work (spec §36.5), one move at a time.
 *
 * <p>The model in use stays in use until every memory has vectors of the other one: what is
 * remembered meanwhile is embedded by it, at once, and moved like the rest. So giving up, a crash,
 * or a new model that fails cost nothing but what was embedded by the new one. How far it is stands
 * in the vault by itself: memories that have vectors in the other space are done.
 *
 * <p>Thread-safe: one step, beginning or end at a time.
 */
public final class Migrating {
  /** How often the sample is taken anew: whenever the space has grown so much. */
  private static final double GROWTH = 1.5;

  /** Other idle work waits no longer, unless one batch takes longer. */
  private static final Duration LONGEST_STEP = Duration.ofMillis(500);

  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(30);

  private final Vault vault;
  private final EmbeddingDesk desk;
  private final ProjectionSet projections;
  private final Spaces spaces;
  private final Moving moving;
  private final Backfilling backfilling;
  private final RetiredSpaces retired;
  private final InstantSource clock;

  private MigrationOptions options = MigrationOptions.defaults();
  private Pace pace;
  private int after;
  private int calibratedAt;
  private Instant left = Instant.MAX;
  private volatile boolean closed;
  private final Bell bell = new Bell();
  private volatile Optional<MigrationTable.Row> move = Optional.empty();
  private volatile Optional<MigrationProgress> last = Optional.empty();
  private volatile State state = State.RUNNING;
  private volatile Optional<String> reason = Optional.empty();

  Migrating(
      Vault vault,
      EmbeddingDesk desk,
      ProjectionSet projections,
      Backfilling backfilling,
      Moving moving,
      RetiredSpaces retired,
      InstantSource clock) {
    this.vault = vault;
    this.desk = desk;
    this.projections = projections;
    this.spaces = projections.spaces();
    this.moving = moving;
    this.retired = retired;
    this.backfilling = backfilling;
    this.clock = clock;
    this.pace = new Pace(options.perSecond(), clock);
    this.move = moving.noted();
    calibrate();
  }

  /** Begins to move to another model, or goes on with that. The embedder is taken over. */
  public void begin(Embedder next, MigrationOptions how) {
    begin(desk.gated(next), how);
  }

  /** The same with one that is behind the gate already. */
  synchronized void begin(OutwardEmbedder next, MigrationOptions how) {
    try {
      EmbeddingModel model = next.model();
      EmbeddingModel now =
          desk.model()
              .orElseThrow(() ->
                  new EmbeddingException(
                      ErrorCode.EMBEDDER_UNAVAILABLE,
                      "there is no embedder to move from: open the vault with the new one"));
      boolean sameTarget = move.isPresent() && move.get().target().model().equals(model.id());
      if (move.isPresent() && !sameTarget) {
        throw underWay(move.get());
      }
      if (now.id().equals(model.id())) {
        throw new EmbeddingException(
            ErrorCode.MODEL_CHANGED, "the model is in use already; there is nothing to move");
      }
      if (!coming(model)) {
        boolean label = how.snapshot() && move.isEmpty();
        moving.begin(model, label ? Optional.of("pre-migration-" + model.id()) : Optional.empty());
      }
    } catch (RuntimeException refused) {
      next.close();
      throw refused;
    }
    desk.begin(next);
    goOn(how);
  }

  private boolean coming(EmbeddingModel model) {
    return spaces.state().next().filter(one -> one.model().equals(model.id())).isPresent();
  }

  /** Goes on with a move whose spaces are both open. */
  synchronized void goOn(MigrationOptions how) {
    options = how;
    pace = new Pace(how.perSecond(), clock);
    after = 0;
    move = moving.noted();
    last = Optional.empty();
    set(State.RUNNING, Optional.empty());
    calibrate();
  }

  private static EmbeddingException underWay(MigrationTable.Row move) {
    return new EmbeddingException(
        ErrorCode.MIGRATION_UNDER_WAY,
        "memories are being moved from "
            + move.source().model()
            + " to "
            + move.target().model()
            + "; let that end, or cancel it");
  }

  /** Fails while a move is under way. */
  void requireNone() {
    if (move.isPresent()) {
      throw underWay(move.get());
    }
  }

  /** Does what is due by now. */
  void step() {
    free();
    long end = System.nanoTime() + LONGEST_STEP.toNanos();
    boolean goesOn = move.isPresent();
    while (goesOn) {
      goesOn = advance(false) > 0 && move.isPresent() && System.nanoTime() < end;
    }
  }

  /**
   * Does all that can be done.
   *
   * @return how many memories were moved
   */
  int everything() {
    int moved = 0;
    int batch = move.isPresent() ? advance(true) : 0;
    while (batch > 0) {
      moved += batch;
      batch = move.isPresent() ? advance(true) : 0;
    }
    return moved;
  }

  /** An index that was left is freed when every search that knew it has long ended. */
  private synchronized void free() {
    if (left.isBefore(clock.instant())) {
      spaces.free();
      left = Instant.MAX;
    }
  }

  private synchronized int advance(boolean atOnce) {
    if (move.isEmpty() || state == State.FAILED) {
      return 0;
    }
    if (spaces.state().next().isEmpty()) {
      completeAlone();
      return 0;
    }
    try {
      return batch(atOnce);
    } catch (EmbeddingException unusable) {
      set(State.FAILED, Optional.of(unusable.code().label() + " of the new model"));
      return 0;
    }
  }

  private int batch(boolean atOnce) {
    int most = atOnce ? options.batch() : Math.min(options.batch(), pace.due());
    if (most == 0) {
      return 0;
    }
    long target = spaces.state().next().orElseThrow().row();
    List<Integer> ordinals = missing(target, after, most);
    if (ordinals.isEmpty() && after > 0) {
      after = 0;
      ordinals = missing(target, 0, most);
    }
    if (ordinals.isEmpty()) {
      complete();
      return 0;
    }
    int moved = desk.nextAvailable() ? backfilling.move(ordinals).seen() : 0;
    if (moved == 0) {
      set(State.PAUSED, Optional.of("the new model does not answer"));
      return 0;
    }
    set(State.RUNNING, Optional.empty());
    pace.done(moved);
    after = ordinals.getLast();
    calibrate();
    if (missing(target, after, 1).isEmpty() && missing(target, 0, 1).isEmpty()) {
      complete();
    }
    return moved;
  }

  private List<Integer> missing(long target, int from, int most) {
    return backfilling.missing(target, from, most);
  }

  private void complete() {
    while (projections.follower().rebuildSlice()) {
      // the index of the new space takes in what was embedded before
    }
    MigrationProgress full = progress().orElseThrow();
    var leaving = new ArrayList<Runnable>(1);
    Set<Integer> stay = backfilling.withheld(spaces.state().next().orElseThrow().row());
    if (!moving.complete(stay, () -> leaving.add(desk.takePlace()))) {
      return;
    }
    leaving.forEach(Runnable::run);
    over(full, State.DONE);
    while (projections.follower().rebuildSlice()) {
      // what counts vectors counts those of the new model
    }
  }

  /**
   * Where the vault was opened with the new model alone, filling in vectors is all there is to do.
   */
  private void completeAlone() {
    MigrationTable.Row now = move.orElseThrow();
    boolean newAlone = spaces.row().isPresent() && spaces.row().getAsLong() == now.target().id();
    Set<Integer> stay = backfilling.withheld(now.target().id());
    boolean filled = projections.visibility().pending() <= stay.size();
    if (newAlone && filled && moving.completeAlone(now, stay)) {
      over(progressOf(now), State.DONE);
    }
  }

  /**
   * Gives the move up.
   *
   * @throws EmbeddingException if the vault was opened without the model to go back to
   */
  public synchronized void cancel() {
    if (move.isEmpty()) {
      return;
    }
    MigrationTable.Row row = move.get();
    if (spaces.row().isPresent() && spaces.row().getAsLong() == row.target().id()) {
      throw new EmbeddingException(
          ErrorCode.MODEL_CHANGED,
          "the vault was opened without " + row.source().model() + ", which would be in use again");
    }
    MigrationProgress far = progressOf(row);
    moving.abandon(row);
    desk.dismiss();
    over(far, State.CANCELLED);
  }

  private synchronized void over(MigrationProgress far, State how) {
    int done = how == State.DONE ? far.total() : far.done();
    last =
        Optional.of(
            new MigrationProgress(far.from(), far.to(), done, far.total(), how, Optional.empty()));
    move = Optional.empty();
    calibratedAt = 0;
    left = clock.instant().plus(LONGEST_SEARCH);
    retired.look();
    bell.ring();
  }

  private synchronized void set(State next, Optional<String> why) {
    state = next;
    reason = why;
    bell.ring();
  }

  /** The move under way, or the last one that this engine saw end. */
  public Optional<MigrationProgress> progress() {
    Optional<MigrationTable.Row> row = move;
    return row.isPresent() ? Optional.of(progressOf(row.get())) : last;
  }

  private MigrationProgress progressOf(MigrationTable.Row row) {
    return MoveProgress.of(vault, projections, row, state, reason);
  }

  /** Waits until it is over or stands still, or so long. */
  public Optional<MigrationProgress> await(Duration most) {
    bell.await(() -> closed || move.isEmpty() || state == State.FAILED, most);
    if (closed) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed");
    }
    return progress();
  }

  /** Lets nobody wait any more; what was moved stays so. */
  void close() {
    closed = true;
    bell.ring();
  }

  /** Takes a sample of what is in both spaces, when the new one has grown enough since the last. */
  private void calibrate() {
    Spaces.State now = spaces.state();
    if (now.now().isEmpty() || now.next().isEmpty()) {
      return;
    }
    int held = now.next().get().vectors().held().cardinality();
    if (held > calibratedAt * GROWTH) {
      SpaceSample.calibration(vault, now.now().get(), now.next().get())
          .ifPresent(calibration -> {
            spaces.calibrate(calibration);
            calibratedAt = held;
          });
    }
  }
}
