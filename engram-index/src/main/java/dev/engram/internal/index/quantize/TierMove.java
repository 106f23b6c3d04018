package dev.engram.internal.index.quantize;

import dev.engram.internal.index.vector.VectorSource;
import java.util.List;
import java.util.Optional;

/** One batch of copies on their way to other temperatures. For the writer's thread. */
final class TierMove {
  private final TieredCopies copies;
  private final int[] ordinals;
  private final List<Optional<float[][]>> read;
  private int warmed;
  private int cooled;
  private int missing;

  /** Reads the full vectors of ordinals, ascending. */
  TierMove(TieredCopies copies, VectorSource source, int[] ordinals) {
    this.copies = copies;
    this.ordinals = ordinals;
    this.read = ordinals.length == 0 ? List.of() : source.read(ordinals);
  }

  /** The page after the {@code i}-th ordinal has moved, if it can. */
  CopyPage apply(CopyPage page, int i, Temperature wanted) {
    int slot = ordinals[i] % CopyPage.SIZE;
    CopyPage.Copy copy = page.copy(slot);
    Optional<float[][]> full = copies.full(read, i);
    boolean finer = wanted.compareTo(copy.temperature()) < 0;
    if (finer && full.isEmpty()) {
      missing++;
      return page;
    }
    if (finer) {
      warmed++;
    } else {
      cooled++;
    }
    return page.with(slot, copies.encoded(full.orElseGet(() -> copies.decode(copy)), wanted));
  }

  TieredCopies.Swept swept(int next) {
    return new TieredCopies.Swept(next, warmed, cooled, missing);
  }
}
