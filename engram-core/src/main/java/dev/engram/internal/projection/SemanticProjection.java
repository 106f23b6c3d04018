package dev.engram.internal.projection;

import dev.engram.internal.backend.BackendRegistry;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.select.AdaptiveOptions;
import dev.engram.internal.index.select.AdaptiveVectorIndex;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * The vectors of active memories, and of facts that gave way, in one space; a filter tells them
 * apart.
 */
public final class SemanticProjection implements Projection {
  private final VectorSpace space;

  /** Graphs are built here, one at a time. */
  private final ExecutorService graphs =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("engram-graph").daemon().factory());

  private volatile UnaryOperator<VectorIndex> shadowing = UnaryOperator.identity();
  private volatile VectorIndex index;

  SemanticProjection(VectorSpace space) {
    this.space = space;
    this.index = fresh();
  }

  private VectorIndex fresh() {
    return shadowing.apply(AdaptiveVectorIndex.create(space, AdaptiveOptions.defaults(), graphs));
  }

  /** Lets outside stores shadow this index and those that follow it; before anything is written. */
  void shadowedBy(BackendRegistry stores) {
    shadowing = stores::over;
    index = stores.over(index);
  }

  /** The index to search; a new one after a rebuild began. */
  public VectorIndex index() {
    return index;
  }

  @Override
  public String name() {
    return "semantic";
  }

  @Override
  public String format() {
    return "2 " + space.id() + " " + space.dimension() + " " + space.metric();
  }

  @Override
  public Set<Attached.Part> reads() {
    return EnumSet.of(Attached.Part.VECTORS);
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    if ((row.active() || row.past()) && attached.vectors().isPresent()) {
      index.put(row.ordinal(), attached.vectors().get());
    } else {
      index.remove(row.ordinal());
    }
  }

  @Override
  public void publish() {
    // each put is visible when it returns
  }

  @Override
  public IndexImage image() {
    return index.image();
  }

  @Override
  public void load(Map<String, byte[]> files) {
    var image =
        new IndexImage(
            files.entrySet().stream()
                .map(file -> new IndexImage.File(file.getKey(), file::getValue))
                .toList());
    replace(
        shadowing.apply(
            AdaptiveVectorIndex.load(space, AdaptiveOptions.defaults(), graphs, image)));
  }

  @Override
  public void clear() {
    replace(fresh());
  }

  private void replace(VectorIndex next) {
    VectorIndex old = index;
    index = next;
    old.close();
  }

  @Override
  public long fingerprint() {
    return index.fingerprint();
  }

  @Override
  public long ramBytes() {
    return index.ramBytes();
  }

  @Override
  public void close() {
    index.close();
    graphs.shutdownNow();
  }
}
