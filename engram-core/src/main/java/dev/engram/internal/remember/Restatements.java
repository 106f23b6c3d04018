package dev.engram.internal.remember;

import dev.engram.config.DedupOptions;
import dev.engram.internal.capture.duplicate.Restatement;
import dev.engram.internal.capture.duplicate.Signature;
import dev.engram.internal.capture.duplicate.Verdict;
import dev.engram.internal.projection.DuplicateProjection;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.RestatementTable.Manner;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryState;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Turn;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Looks for the memory that a new one restates (spec §34.3, §18.5): first by the key of its content
 * words, then among those whose signatures share a band, judged word by word. Only what the same
 * scope holds is looked at, so no restatement tells of what another scope knows. What is flagged
 * restates only what is flagged as well, in the same words. Used on the writer's thread.
 */
final class Restatements {
  /** How many near duplicates are judged; the newest are the likeliest. */
  private static final int MOST_JUDGED = 24;

  private final DedupOptions options;
  private final DuplicateProjection duplicates;
  private final Restatement judge = Restatement.strict();
  private final Spaces spaces;
  private final Sealing sealing;

  Restatements(
      DedupOptions options, DuplicateProjection duplicates, Spaces spaces, Sealing sealing) {
    this.options = options;
    this.duplicates = duplicates;
    this.spaces = spaces;
    this.sealing = sealing;
  }

  /**
   * A memory that was restated.
   *
   * @param row the memory
   * @param manner by what the two are the same
   * @param similarity Jaccard similarity of all words, or the cosine
   * @param why in a few words
   */
  record Found(MemoryRow row, Manner manner, double similarity, String why) {}

  /** What the present call stored already, which no projection has seen. */
  static final class Batch {
    private final Map<Long, List<Integer>> bands = new HashMap<>();

    private void put(Signature signature, int ordinal) {
      for (int band = 0; band < Signature.BANDS; band++) {
        bands.computeIfAbsent(key(signature, band), first -> new ArrayList<>(1)).add(ordinal);
      }
    }

    private void candidates(Signature signature, Set<Integer> into) {
      for (int band = 0; band < Signature.BANDS; band++) {
        into.addAll(bands.getOrDefault(key(signature, band), List.of()));
      }
    }

    private static long key(Signature signature, int band) {
      return (long) band << 32 | (signature.band(band) & 0xFFFFFFFFL);
    }
  }

  /** For one call. */
  Batch batch() {
    return new Batch();
  }

  /** Notes a memory of this call that was stored. */
  void note(Ready ready, int ordinal, Batch batch) {
    if (options.enabled() && !ready.flagged()) {
      ready.likeness().signature().ifPresent(signature -> batch.put(signature, ordinal));
    }
  }

  /** The memory that this one restates, if there is one. */
  Optional<Found> find(Transaction tx, Ready ready, Instant now, Batch batch) throws SQLException {
    if (!options.enabled()) {
      return Optional.empty();
    }
    Instant when = Drafts.filedAt(ready, now);
    Optional<Found> exact = exact(tx, ready, when);
    boolean nearly = exact.isEmpty() && !ready.flagged();
    return nearly && ready.piece().memory() instanceof Turn turn
        ? near(tx, ready, turn, when, batch)
        : exact;
  }

  private Optional<Found> exact(Transaction tx, Ready ready, Instant when) throws SQLException {
    String text = ready.piece().memory().text();
    long key = ready.likeness().key();
    Optional<MemoryRow> row =
        whole(
            tx,
            MemoryWrites.sameContent(
                tx,
                sealing.filed(key, ready.veil().tier()),
                sealing.blinded(key),
                ready.flagged(),
                ready.piece().scope(),
                when,
                options.window()),
            ready);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    double similarity = ContentKey.similarity(row.get().memory().text(), text);
    return similarity >= options.similarity()
        ? Optional.of(new Found(row.get(), Manner.EXACT, similarity, "the same words"))
        : Optional.empty();
  }

  /** With its words, if it protects what is said as well as is asked for now. */
  private Optional<MemoryRow> whole(Transaction tx, Optional<MemoryRow> row, Ready ready)
      throws SQLException {
    return row.isPresent() && row.get().memory().traits().tier().atLeast(ready.veil().tier())
        ? sealing.openIfWhole(tx, row.get())
        : Optional.empty();
  }

  private Optional<Found> near(Transaction tx, Ready ready, Turn turn, Instant when, Batch batch)
      throws SQLException {
    if (ready.likeness().signature().isEmpty()) {
      return Optional.empty();
    }
    Signature signature = ready.likeness().signature().get();
    var candidates = new HashSet<Integer>();
    batch.candidates(signature, candidates);
    duplicates.candidates(signature, candidates);
    List<Integer> newest =
        candidates.stream()
            .sorted((one, other) -> Integer.compare(other, one))
            .limit(MOST_JUDGED)
            .toList();
    for (int ordinal : newest) {
      Optional<MemoryRow> row =
          whole(
              tx,
              MemoryReads.byOrdinal(tx, ordinal)
                  .filter(found -> comparable(found, ready, turn, when)),
              ready);
      if (row.isPresent()) {
        Optional<Found> found = judged(tx, row.get(), ready, turn);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean comparable(MemoryRow row, Ready ready, Turn turn, Instant when) {
    if (!(row.memory() instanceof Memory.Episode episode)
        || episode.traits().state() != MemoryState.ACTIVE
        || episode.traits().flagged()
        || !episode.scope().equals(ready.piece().scope())
        || !episode.speaker().equals(turn.speaker())) {
      return false;
    }
    Instant then =
        episode.traits().occurred().map(TimeSpan::from).orElse(episode.traits().learned());
    return Duration.between(then, when).abs().compareTo(options.window()) <= 0;
  }

  private Optional<Found> judged(Transaction tx, MemoryRow row, Ready ready, Turn turn)
      throws SQLException {
    OptionalDouble cosine = cosine(tx, row, ready);
    String old = row.memory().text();
    Verdict verdict = judge.judge(old, turn.text(), cosine);
    if (!verdict.same()) {
      return Optional.empty();
    }
    Manner manner =
        switch (verdict.sameness()) {
          case SAME_EXACT -> Manner.EXACT;
          case SAME_LEXICAL -> Manner.LEXICAL;
          case SAME_SEMANTIC, DIFFERENT -> Manner.SEMANTIC;
        };
    double similarity =
        manner == Manner.SEMANTIC ? cosine.orElse(0) : ContentKey.similarity(old, turn.text());
    return Optional.of(new Found(row, manner, similarity, verdict.reason()));
  }

  private OptionalDouble cosine(Transaction tx, MemoryRow row, Ready ready) throws SQLException {
    if (spaces.row().isEmpty() || ready.vectors().isEmpty() || ready.vectors().get().length != 1) {
      return OptionalDouble.empty();
    }
    Optional<float[][]> other =
        EmbeddingTable.get(tx, row.ordinal(), spaces.row().getAsLong(), spaces.dimension())
            .map(kept -> spaces.guard().bare(row.memory().traits().tier(), kept));
    return other.isPresent() && other.get().length == 1
        ? OptionalDouble.of(cosine(other.get()[0], ready.vectors().get()[0]))
        : OptionalDouble.empty();
  }

  private static double cosine(float[] one, float[] other) {
    double dot = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
      first += (double) one[i] * one[i];
      second += (double) other[i] * other[i];
    }
    return first == 0 || second == 0 ? 0 : dot / Math.sqrt(first * second);
  }
}
