package dev.engram.internal.index.flat;

import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Capabilities;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * Exact search: every allowed vector is compared with the query. The reference for recall, and the
 * fastest there is when a filter leaves few.
 *
 * <p>Thread-safety: as {@link VectorIndex} says. Each write publishes an immutable {@link Snapshot}
 * with one volatile store; a search takes the latest with one volatile load and sees all of a write
 * or nothing of it. Readers never wait.
 *
 * <p>Cost: a search is linear in the allowed vectors; a put or a remove is constant but for a
 * kilobyte or so of copying, and now and then the compaction of one block. Memory at dimension 384:
 * about 1,570 bytes a vector as {@link Encoding#FLOAT32}, 420 as {@link Encoding#INT8}.
 */
public final class FlatVectorIndex implements VectorIndex {
  private final VectorSpace space;
  private final ImageNames names;
  private final FlatWriter writer;
  private volatile Snapshot current;
  private volatile boolean closed;

  private FlatVectorIndex(
      VectorSpace space, ImageNames names, Snapshot snapshot, List<String> savedNames) {
    this.space = space;
    this.names = names;
    this.writer = new FlatWriter(space.metric(), snapshot, savedNames);
    this.current = snapshot;
  }

  /** An empty index. */
  public static FlatVectorIndex create(VectorSpace space, FlatOptions options) {
    return new FlatVectorIndex(space, ImageNames.first(), Snapshot.empty(options), List.of());
  }

  /**
   * Reads a saved index; it keeps the options it was saved with. Files that are not of a flat index
   * are left alone. Cost: linear in the bytes read.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException if the image is damaged, not
   *     complete, or of another space or format
   */
  public static FlatVectorIndex load(VectorSpace space, IndexImage image) {
    FlatImage.Loaded loaded = FlatImage.load(space, image);
    return new FlatVectorIndex(
        space, ImageNames.after(loaded.generation()), loaded.snapshot(), loaded.blockNames());
  }

  /** How vectors are kept. */
  public FlatOptions options() {
    return current.options();
  }

  @Override
  public VectorSpace space() {
    return space;
  }

  @Override
  public void put(int ordinal, float[][] parts) {
    checkOpen();
    if (ordinal < 0) {
      throw new IllegalArgumentException("ordinal must be zero or more, got " + ordinal);
    }
    int most = options().blockSlots();
    if (parts.length == 0 || parts.length > most) {
      throw new IllegalArgumentException("1 to " + most + " parts, got " + parts.length);
    }
    float[][] admitted = space.admit(parts);
    current = writer.put(ordinal, admitted);
  }

  @Override
  public void remove(int ordinal) {
    checkOpen();
    if (ordinal >= 0) {
      current = writer.remove(ordinal);
    }
  }

  @Override
  public VectorHits search(VectorQuery query) {
    checkOpen();
    return ExactSearch.run(current, Probe.of(space, query.vector()), query);
  }

  @Override
  public VectorHits searchAmong(VectorQuery query, int[] candidates) {
    checkOpen();
    return ExactSearch.refine(current, Probe.of(space, query.vector()), query.k(), candidates);
  }

  /**
   * The codes as they are now, to build a graph on.
   *
   * @throws IllegalStateException unless the encoding is {@link Encoding#INT8}
   */
  public Int8View int8View() {
    if (options().encoding() != Encoding.INT8) {
      throw new IllegalStateException("only an INT8 index has 8-bit codes");
    }
    return new Int8View(current);
  }

  /**
   * A copy in 8-bit codes, which this index is left for when it has grown; this one stays as it is.
   * Called by the writer. Cost: linear, about a microsecond a vector.
   *
   * @throws IllegalStateException unless the encoding is {@link Encoding#FLOAT32}
   */
  public FlatVectorIndex toInt8() {
    Snapshot snapshot = current;
    if (snapshot.options().encoding() != Encoding.FLOAT32) {
      throw new IllegalStateException("only a FLOAT32 index can be encoded anew");
    }
    var options = new FlatOptions(Encoding.INT8, snapshot.options().blockSlots());
    var copy =
        new FlatVectorIndex(
            space, ImageNames.after(names.generation()), Snapshot.empty(options), List.of());
    forEach((vectors, ordinal) -> copy.current = copy.writer.put(ordinal, vectors));
    return copy;
  }

  /**
   * Visits what is held at one moment, ordinal by ordinal, with admitted vectors of shape {@code
   * [parts][dimension]} that must not be changed.
   *
   * @throws IllegalStateException unless the encoding is {@link Encoding#FLOAT32}
   */
  public void forEach(ObjIntConsumer<float[][]> visitor) {
    checkOpen();
    Snapshot snapshot = current;
    if (snapshot.options().encoding() != Encoding.FLOAT32) {
      throw new IllegalStateException("only a FLOAT32 index has full vectors");
    }
    for (int index = 0; index < snapshot.blockCount(); index++) {
      Block block = snapshot.block(index);
      var column = (FloatColumn) block.column();
      for (int slot = 0; slot < block.used(); ) {
        int parts = 1;
        int ordinal = block.ordinal(slot);
        if (block.isLive(slot)) {
          parts = snapshot.parts(snapshot.firstSlot(ordinal));
          float[][] vectors = new float[parts][];
          for (int part = 0; part < parts; part++) {
            vectors[part] = column.vector(slot + part);
          }
          visitor.accept(vectors, ordinal);
        }
        slot += parts;
      }
    }
  }

  @Override
  public long fingerprint() {
    checkOpen();
    return Fingerprint.of(current, space.metric());
  }

  @Override
  public int count() {
    return current.ordinals();
  }

  @Override
  public int vectorCount() {
    return current.vectors();
  }

  @Override
  public long ramBytes() {
    return current.ramBytes(space.dimension());
  }

  @Override
  public String kind() {
    return ExactSearch.PATH;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true, false, true, true);
  }

  @Override
  public IndexImage image() {
    checkOpen();
    return FlatImage.save(space, writer, names);
  }

  /** Frees what is held; idempotent. Every later call fails, searches under way finish. */
  @Override
  public void close() {
    closed = true;
    current = writer.clear();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the index is closed");
    }
  }
}
