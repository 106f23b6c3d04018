package dev.engram.internal.projection;

import dev.engram.fault.EngramException;
import dev.engram.health.IndexProgress;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.Change;
import dev.engram.internal.vault.ChangeTable;
import dev.engram.internal.vault.ErasureTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ProjectionTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every projection in step with the vault.
 *
 * <p>Invariants. (1) All changes are applied on the writer's thread, in the order of the change
 * log, after their commit and before their callers are answered: a caller finds what it wrote. (2)
 * Applying a change means taking in the row's <em>present</em> state, so applying one twice, or
 * late, ends the same. (3) A saved image carries the last change it holds; opening loads it and
 * replays the rest. (4) What is missing, damaged, of another format, or older than the log reaches
 * back is rebuilt from the rows in slices between writes, while recall answers from what is there.
 */
public final class Projections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);
  private static final int SLICE = 500;

  /** Parts that change while the row they hang on stays the same. */
  private static final Set<Attached.Part> ATTACHING =
      EnumSet.of(Attached.Part.MENTIONS, Attached.Part.EDGES, Attached.Part.IMPORTANCE);

  /** How long opening may spend on rebuilding before the rest is left to the background. */
  private static final Duration OPENING_PATIENCE = Duration.ofMillis(250);

  private final Vault vault;
  private final Spaces spaces;
  private final Hanging hanging;
  private volatile List<Projection> all;
  private final int saveEvery;
  private final Rebuilds rebuilding = new Rebuilds();
  private volatile long applied;
  private volatile long savedUpTo;

  Projections(Vault vault, List<Projection> all, Spaces spaces, int saveEvery) {
    this.spaces = spaces;
    this.vault = vault;
    this.all = List.copyOf(all);
    this.hanging = new Hanging(spaces);
    this.saveEvery = saveEvery;
  }

  /** Loads what is saved, replays what came after, and begins to follow the writer. */
  void start() {
    vault
        .writer()
        .write(tx -> {
          applied = ChangeTable.last(tx);
          savedUpTo = applied;
          rebuilding.note(MemoryReads.last(tx));
          for (Projection projection : all) {
            restore(tx, projection);
          }
          long patience = System.nanoTime() + OPENING_PATIENCE.toNanos();
          while (!rebuilding.none() && System.nanoTime() < patience) {
            rebuildSlice(tx);
          }
          rebuilding.note(0);
          return applied;
        });
    vault.onCommit(this::follow);
  }

  private void restore(Transaction tx, Projection projection) throws SQLException {
    OptionalLong watermark = SavedImages.load(tx, projection, applied);
    if (watermark.isPresent()) {
      replay(tx, projection, watermark.getAsLong());
      savedUpTo = Math.min(savedUpTo, watermark.getAsLong());
    } else {
      projection.clear();
      rebuilding.begin(projection);
    }
  }

  private void replay(Transaction tx, Projection projection, long watermark) throws SQLException {
    long from = watermark;
    List<Change> changes = ChangeTable.after(tx, from, SLICE);
    while (!changes.isEmpty()) {
      apply(tx, List.of(projection), changes);
      from = changes.getLast().seq();
      changes = ChangeTable.after(tx, from, SLICE);
    }
  }

  /** Takes in committed changes; on the writer's thread. */
  private void follow(List<Change> changes) {
    try {
      apply(vault.readingOnWriter(), all, changes);
      applied = changes.getLast().seq();
    } catch (SQLException | RuntimeException failed) {
      // The changes are durable; the shadows are not to be trusted any more.
      LOG.warn(
          "projections could not follow {} changes ({}); they are rebuilt",
          changes.size(),
          failed.getClass().getSimpleName());
      applied = changes.getLast().seq();
      all.forEach(this::restart);
    }
  }

  private void restart(Projection failed) {
    failed.clear();
    rebuilding.begin(failed);
    rebuilding.note(0);
  }

  private void apply(Transaction tx, List<Projection> targets, List<Change> changes)
      throws SQLException {
    List<Projection> attaching =
        targets.stream()
            .filter(target -> !Collections.disjoint(target.reads(), ATTACHING))
            .toList();
    List<Projection> embedding = targets.stream().filter(Projection::knowsVectors).toList();
    var ops = new LinkedHashMap<Integer, Set<Change.Op>>();
    for (Change change : changes) {
      ops.computeIfAbsent(change.ordinal(), first -> EnumSet.noneOf(Change.Op.class))
          .add(change.op());
    }
    for (var entry : ops.entrySet()) {
      List<Projection> concerned =
          entry.getValue().equals(Set.of(Change.Op.ATTACH))
              ? attaching
              : entry.getValue().equals(Set.of(Change.Op.EMBED)) ? embedding : targets;
      Optional<MemoryRow> row =
          concerned.isEmpty() ? Optional.empty() : MemoryReads.byOrdinal(tx, entry.getKey());
      if (row.isPresent()) {
        applyRow(tx, concerned, row.get());
      }
    }
    targets.forEach(Projection::publish);
  }

  private void applyRow(Transaction tx, List<Projection> targets, MemoryRow row)
      throws SQLException {
    var wanted = EnumSet.noneOf(Attached.Part.class);
    targets.forEach(target -> wanted.addAll(target.reads()));
    Attached attached = hanging.of(tx, row, wanted);
    for (Projection target : targets) {
      target.apply(row, attached);
    }
  }

  /**
   * Follows one more projection; on the writer's thread.
   *
   * @param holdsNothing whether no row has anything for it, so that it is whole as it is
   */
  void add(Transaction tx, Projection more, boolean holdsNothing) throws SQLException {
    all = Stream.concat(all.stream(), Stream.of(more)).toList();
    if (!holdsNothing) {
      restore(tx, more);
    }
    savedUpTo = -1;
    rebuilding.note(0);
  }

  /** Follows a projection no more; on the writer's thread. Its saved image is the caller's. */
  void remove(Projection gone) {
    all = all.stream().filter(one -> one != gone).toList();
    rebuilding.end(gone);
    savedUpTo = -1;
    rebuilding.note(0);
  }

  /** Whether a projection holds everything. */
  boolean whole(Projection one) {
    return !rebuilding.contains(one);
  }

  /** Looks at every row again for a projection that stays in use; on the writer's thread. */
  void refresh(Projection stale) {
    rebuilding.refresh(stale);
    rebuilding.note(0);
  }

  /** The last change of the vault that was taken in; it grows with every committed write. */
  public long watermark() {
    return applied;
  }

  /** The names of projections that do not hold everything yet, so that answers lack something. */
  public Set<String> rebuilding() {
    return rebuilding.lacking();
  }

  /** The names of projections that are being made anew while answers lack nothing. */
  public Set<String> refreshing() {
    return rebuilding.whole();
  }

  /**
   * How far those are, by name.
   *
   * @param paused whether they wait because memory is short
   */
  public List<IndexProgress> progress(boolean paused) {
    return rebuilding.progress(paused);
  }

  /**
   * Rebuilds the next slice of what needs it.
   *
   * @return whether more is to be done
   */
  public boolean rebuildSlice() {
    if (whole()) {
      return false;
    }
    vault
        .writer()
        .upkeep(tx -> {
          rebuildSlice(tx);
          return true;
        });
    return !whole();
  }

  private boolean whole() {
    return rebuilding.lacking().isEmpty() && rebuilding.whole().isEmpty();
  }

  /** Rebuilds everything from the rows, within a write. */
  void rebuild(Transaction tx) throws SQLException {
    all.forEach(rebuilding::begin);
    while (!rebuilding.none()) {
      rebuildSlice(tx);
    }
  }

  /** What each projection holds, by name, told by a number that equal contents share. */
  public Map<String, Long> fingerprints() {
    return all.stream().collect(Collectors.toMap(Projection::name, Projection::fingerprint));
  }

  /**
   * Lets nothing be left of rows that are being erased, neither in a projection nor in a saved
   * image, once their deletion is durable. Cost: of the segments and chunks that held them, and of
   * saving.
   */
  public void bury() {
    vault
        .writer()
        .write(tx -> {
          SavedImages.wipe(all, ErasureTable.rows(tx)).forEach(this::restart);
          savedUpTo = -1;
          save(tx);
          ProjectionTable.deleteBut(
              tx, all.stream().filter(this::whole).map(Projection::name).toList());
          return true;
        });
  }

  private void rebuildSlice(Transaction tx) throws SQLException {
    int from = rebuilding.from();
    List<Projection> behind = rebuilding.at(from);
    List<MemoryRow> rows = MemoryReads.after(tx, from, SLICE);
    for (MemoryRow row : rows) {
      applyRow(tx, behind, row);
    }
    behind.forEach(Projection::publish);
    for (Projection projection : behind) {
      if (rows.size() < SLICE) {
        rebuilding.end(projection);
        savedUpTo = -1;
      } else {
        rebuilding.reached(projection, rows.getLast().ordinal());
      }
    }
    rebuilding.note(MemoryReads.last(tx));
  }

  /** Saves every projection that is whole into the vault, if anything changed since. */
  public void save() {
    vault
        .writer()
        .write(tx -> {
          save(tx);
          return true;
        });
  }

  /** Whether enough changed since the last save to save again. */
  public boolean saveDue() {
    return applied - savedUpTo >= saveEvery;
  }

  private void save(Transaction tx) throws SQLException {
    if (applied == savedUpTo) {
      return;
    }
    for (Projection projection : all) {
      if (!rebuilding.contains(projection)) {
        SavedImages.save(tx, projection, applied);
      }
    }
    if (rebuilding.none()) {
      if (!spaces.resting()) { // what rests will want to know what it missed
        ChangeTable.trim(tx, applied);
      }
      savedUpTo = applied;
    }
  }

  /** Bytes that each projection holds in memory. */
  public Map<String, Long> ramBytes() {
    return all.stream().collect(Collectors.toMap(Projection::name, Projection::ramBytes));
  }

  /** Saves before the vault closes, unless it cannot be written any more. */
  public void saveIfPossible() {
    try {
      save();
    } catch (EngramException unsaved) {
      LOG.debug("projections were not saved: {}", unsaved.code().label());
    }
  }

  /** Frees every index; the vault is closed already. */
  @Override
  public void close() {
    all.forEach(Projection::close);
  }
}
