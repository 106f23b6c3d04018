package dev.engram.bench.vectors.contender;

import dev.engram.bench.vectors.data.Allowed;
import dev.engram.internal.index.select.AdaptiveVectorIndex;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** One of Engram's vector indexes. For one thread, as its writer. */
public final class IndexContender implements Contender {
  private static final int MOST_UPKEEP = 1_000;

  private final VectorIndex index;
  private final Waiting background;
  private final VectorSource source;

  /** Takes an index over, and closes it in the end. */
  public IndexContender(VectorIndex index, IndexKind kind, Place place) {
    this.index = index;
    this.background = place.background();
    this.source = kind.reads() ? place.source() : VectorSource.NONE;
  }

  /** The index. */
  public VectorIndex index() {
    return index;
  }

  @Override
  public void add(int first, float[][] vectors) {
    int[] ordinals = new int[vectors.length];
    var parts = new ArrayList<float[][]>(vectors.length);
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = first + i;
      parts.add(new float[][] {vectors[i]});
    }
    index.putAll(ordinals, parts);
  }

  @Override
  public void settle() {
    background.await();
    if (index instanceof AdaptiveVectorIndex adaptive) {
      for (int i = 0; i < MOST_UPKEEP && adaptive.upkeepDue(); i++) {
        adaptive.upkeep(source);
        background.await();
      }
      background.await();
    }
  }

  @Override
  public List<Integer> efforts() {
    return List.of(0);
  }

  @Override
  public Found search(float[] question, int k, Allowed allowed, int effort) {
    VectorHits hits = index.search(VectorQuery.of(question, k, allowed.filter()).from(source));
    return new Found(hits.ordinals(), hits.path());
  }

  @Override
  public OptionalLong ownBytes() {
    return OptionalLong.of(index.ramBytes());
  }

  @Override
  public void close() {
    index.close();
  }
}
