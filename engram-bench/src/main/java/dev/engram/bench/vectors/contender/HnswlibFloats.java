package dev.engram.bench.vectors.contender;

import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.SearchResult;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import dev.engram.bench.vectors.data.Allowed;
import java.util.List;
import java.util.OptionalLong;

/**
 * hnswlib-core as its users run it: float vectors, inner product, 16 links, a build breadth of 200.
 * It knows no filter, so more are asked for until enough are allowed. For one thread.
 */
final class HnswlibFloats implements Contender {
  private static final int LINKS = 16;
  private static final int BUILD_BREADTH = 200;

  private final int size;
  private final HnswIndex<Integer, float[], Row, Float> index;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(Integer id, float[] vector) implements Item<Integer, float[]> {
    @Override
    public int dimensions() {
      return vector.length;
    }
  }

  HnswlibFloats(int dimension, int size) {
    this.size = size;
    this.index =
        HnswIndex.newBuilder(dimension, DistanceFunctions.FLOAT_INNER_PRODUCT, size)
            .withM(LINKS)
            .withEfConstruction(BUILD_BREADTH)
            .build();
  }

  @Override
  public void add(int first, float[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      index.add(new Row(first + i, vectors[i]));
    }
  }

  @Override
  public void settle() {}

  @Override
  public List<Integer> efforts() {
    return List.of(16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768);
  }

  @Override
  public Found search(float[] question, int k, Allowed allowed, int effort) {
    long wanted = Math.min(size, Math.max(k, Math.round(k / allowed.share())));
    while (true) {
      index.setEf((int) Math.max(effort, wanted));
      int[] found = keep(index.findNearest(question, (int) wanted), k, allowed);
      if (found.length == Math.min(k, allowed.count()) || wanted == size) {
        return new Found(found, "graph");
      }
      wanted = Math.min(size, 2 * wanted);
    }
  }

  private static int[] keep(List<SearchResult<Row, Float>> results, int k, Allowed allowed) {
    return results.stream()
        .mapToInt(result -> result.item().id())
        .filter(allowed.filter()::allows)
        .limit(k)
        .toArray();
  }

  @Override
  public OptionalLong ownBytes() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {}
}
