package dev.engram.internal.recall.quality;

import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.Vault;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What "unrelated" means in a space: the cosine that three of four pairs of memories drawn by lot
 * have at least. Measured on {@link #DRAWN} memories spread over the vault, some milliseconds.
 * Thread-safe.
 */
final class Chance {
  private static final int DRAWN = 64;
  private static final int FEWEST = 16;

  private final Vault vault;
  private final Supplier<OptionalLong> space;
  private final IntSupplier dimension;

  Chance(Vault vault, Supplier<OptionalLong> space, IntSupplier dimension) {
    this.vault = vault;
    this.space = space;
    this.dimension = dimension;
  }

  OptionalDouble cosine() {
    OptionalLong row = space.get();
    if (row.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<float[]> vectors =
        vault
            .readers()
            .read(s ->
                EmbeddingTable.sample(
                    s, spread(EmbeddingTable.last(s)), row.getAsLong(), dimension.getAsInt()));
    return vectors.size() < FEWEST
        ? OptionalDouble.empty()
        : OptionalDouble.of(lowerQuartile(vectors));
  }

  private static int[] spread(int last) {
    int[] after = new int[DRAWN];
    for (int i = 0; i < DRAWN; i++) {
      after[i] = (int) ((long) last * i / DRAWN);
    }
    return after;
  }

  private static double lowerQuartile(List<float[]> vectors) {
    List<byte[]> directions = vectors.stream().map(Direction::of).toList();
    double[] cosines = new double[directions.size() * (directions.size() - 1) / 2];
    int pairs = 0;
    for (int i = 0; i < directions.size(); i++) {
      for (int j = 0; j < i; j++) {
        cosines[pairs++] = Direction.cosine(directions.get(i), directions.get(j));
      }
    }
    Arrays.sort(cosines);
    return cosines[pairs / 4];
  }
}
