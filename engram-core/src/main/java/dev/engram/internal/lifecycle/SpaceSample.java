package dev.engram.internal.lifecycle;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.Calibration;
import dev.engram.internal.projection.Spaces.Space;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.SealedTable;
import dev.engram.internal.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same memories in two spaces. */
final class SpaceSample {
  /** Their 8,128 pairs tell mean and deviation of a space to about two digits. */
  private static final int MEMORIES = 128;

  private SpaceSample() {}

  /** Compares what two spaces hold of the same memories; reads at most 256 vectors. */
  static Optional<Calibration> calibration(Vault vault, Space old, Space next) {
    OrdinalFilter both = next.vectors().held();
    if (both.cardinality() < Calibration.FEWEST) {
      return Optional.empty();
    }
    int first = both.next(0);
    int step = Math.max(1, (both.previous(Integer.MAX_VALUE) - first) / MEMORIES);
    return vault
        .readers()
        .read(reads -> {
          List<float[]> there = new ArrayList<>();
          List<float[]> here = new ArrayList<>();
          for (int at = first; at >= 0 && here.size() < MEMORIES; at = both.next(at + step)) {
            var was = EmbeddingTable.get(reads, at, old.row(), old.dimension());
            var is = EmbeddingTable.get(reads, at, next.row(), next.dimension());
            boolean turned = !SealedTable.confidentialAmong(reads, new int[] {at}).isEmpty();
            if (was.isPresent() && is.isPresent() && !turned) {
              there.add(was.get()[0]);
              here.add(is.get()[0]);
            }
          }
          return Calibration.of(old.vectorSpace(), there, next.vectorSpace(), here);
        });
  }
}
