package dev.engram.internal.index.lean;

import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Capabilities;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One bit a component in memory, scanned for every search: the whole of it, or once there are many
 * vectors the nearest of the cells that they are kept in (spec §36.2, §36.4). Nothing is built: a
 * vector is found as soon as its put returns, and a filter is exact, however few it leaves. The
 * best of a scan are scored anew from 8-bit copies in memory or from full vectors that the query's
 * {@link VectorSource} reads; see {@link Refine}.
 *
 * <p>Thread-safety: as {@link VectorIndex} says. Each write publishes an immutable snapshot with
 * one volatile store; a search takes the latest with one volatile load and sees all of a write or
 * nothing of it. Readers never wait. {@link #keepCopies} and {@link #refresh} are writes.
 *
 * <p>Cost: a scan reads {@code dimension / 8 + 4} bytes a vector, at dimension 384 some 2.5 ns; a
 * put or a remove is constant but for a kilobyte or so of copying, and now and then the compaction
 * of one chunk. Memory at dimension 384: about 64 bytes a vector as {@link Refine#NONE}, 114 as
 * {@link Refine#BITS}, 450 as {@link Refine#BYTES}, 1,600 as {@link Refine#FLOATS}.
 */
public final class LeanVectorIndex implements VectorIndex {
  private static final int BATCH = 256;

  private final VectorSpace space;
  private final LeanOptions options;
  private final ImageNames names;
  private final LeanWriter writer;
  private volatile LeanSnapshot current;
  private volatile boolean closed;

  private LeanVectorIndex(
      VectorSpace space, LeanOptions options, ImageNames names, LeanWriter writer) {
    this.space = space;
    this.options = options;
    this.names = names;
    this.writer = writer;
    this.current = writer.snapshot();
  }

  /** An empty index, which learns what it needs to know of its vectors as they come. */
  public static LeanVectorIndex create(VectorSpace space, LeanOptions options) {
    return create(space, options, List.of());
  }

  /**
   * An empty index for vectors like these, of which some thousand are plenty: codes fit from the
   * first vector on.
   *
   * @param sample vectors of the space
   * @throws dev.engram.internal.index.vector.VectorIndexException if one is not
   */
  public static LeanVectorIndex create(
      VectorSpace space, LeanOptions options, List<float[]> sample) {
    var writer =
        new LeanWriter(
            space,
            options,
            LeanSnapshot.empty(options.chunkRows()),
            List.of(),
            Coding.zero(space.metric(), space.dimension()),
            1);
    writer.learn(sample.stream().map(space::admit).toList());
    return new LeanVectorIndex(space, options, ImageNames.first(), writer);
  }

  /**
   * Reads a saved index; it keeps the options it was saved with. Files that are not of a lean index
   * are left alone. Cost: linear in the bytes read.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException if the image is damaged, not
   *     complete, or of another space or format
   */
  public static LeanVectorIndex load(VectorSpace space, IndexImage image) {
    LeanImage.Loaded loaded = LeanImage.load(space, image);
    var writer =
        new LeanWriter(
            space,
            loaded.options(),
            loaded.snapshot(),
            loaded.chunkNames(),
            loaded.coding(),
            loaded.nextCoding());
    return new LeanVectorIndex(
        space, loaded.options(), ImageNames.after(loaded.generation()), writer);
  }

  /** The mean about which vectors are coded now, shape {@code [dimension]}; the writer's. */
  public float[] centroid() {
    return writer.coding().centroid().clone();
  }

  /** Whether an image has such an index in it. */
  public static boolean isIn(IndexImage image) {
    return image.files().stream().anyMatch(file -> file.name().startsWith(LeanManifest.PREFIX));
  }

  /** Visits every ordinal whose fine copies are kept at this moment. Thread-safe. */
  public void forEachCopy(CopyVisitor visitor) {
    checkOpen();
    current.forEachCopy(visitor);
  }

  /** What is held now. */
  LeanSnapshot snapshot() {
    return current;
  }

  /** How vectors are kept. */
  public LeanOptions options() {
    return options;
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
    int most = options.chunkRows();
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

  /**
   * Chooses by how many the filter allows among {@link #exact}, {@link #walk}, {@link #cells} and
   * {@link #scan}.
   */
  @Override
  public VectorHits search(VectorQuery query) {
    return prepared(query).run();
  }

  /** Estimates every row that the filter allows, in memory order. */
  public VectorHits scan(VectorQuery query) {
    return prepared(query).scan();
  }

  /**
   * Estimates what the filter allows in the cells that are nearest to the query, as many of them as
   * were found to hold nearly all of the nearest vectors; a scan while vectors are in no cells.
   */
  public VectorHits cells(VectorQuery query) {
    return prepared(query).cells();
  }

  /**
   * The share of codes that {@link #cells} would look at, 0 to 1; 1 while it is a scan.
   *
   * @param wanted how many hits
   * @param allowed how many ordinals the filter leaves
   */
  public double share(int wanted, int allowed) {
    return current.share(wanted, allowed);
  }

  /** The same rows, looked up one by one: for filters that allow few. */
  public VectorHits walk(VectorQuery query) {
    return prepared(query).walk();
  }

  /** Scores what the filter allows by the finest copies, reading 256 vectors at most: for few. */
  public VectorHits exact(VectorQuery query) {
    return prepared(query).exact();
  }

  private LeanSearch prepared(VectorQuery query) {
    checkOpen();
    return new LeanSearch(current, options, new Probe(space, query.vector()), query);
  }

  @Override
  public VectorHits searchAmong(VectorQuery query, int[] candidates) {
    return prepared(query).among(candidates);
  }

  /**
   * Applies temperature (spec §36.2): keeps each ordinal as finely as is wanted. What is made
   * coarser is made from the copy that is there, what is made finer from {@code source}; what that
   * lacks stays as it is. Nothing is done unless the index refines by {@link Refine#BYTES}. Called
   * by the writer; searches go on. Cost: a look at every ordinal, and about two microseconds for
   * one that becomes coarser, a read for one that becomes finer.
   *
   * @param wanted how an ordinal is to be kept; asked for held ordinals only
   * @param most about how many ordinals to change at most, so that the work can be spread
   * @return how many ordinals changed; fewer than {@code most} when all is as it is wanted
   */
  public int keepCopies(IntFunction<Refine> wanted, VectorSource source, int most) {
    checkOpen();
    if (options.refine() != Refine.BYTES) {
      return 0;
    }
    int changed = 0;
    int count = current.chunkCount(); // those that are added meanwhile are right already
    for (int index = 0; index < count && changed < most; index++) {
      Refine kind = current.chunk(index).kind();
      int coarser =
          current.ordinals(index, ordinal -> wanted.apply(ordinal).compareTo(kind) < 0).length;
      if (coarser > 0) {
        current = writer.cool(index, wanted);
        changed += coarser;
      }
      int[] finer = current.ordinals(index, ordinal -> wanted.apply(ordinal).compareTo(kind) > 0);
      int left = Math.max(0, most - changed);
      changed += put(Arrays.copyOf(finer, Math.min(finer.length, left)), source, wanted);
    }
    return changed;
  }

  /**
   * Codes anew, with what was learnt since, what was coded before it was learnt: from fine copies
   * where they are kept, from {@code source} elsewhere. Then puts into cells what waits for that.
   * Called by the writer; searches go on.
   *
   * @param most how many ordinals at most, so that the work can be spread
   * @return how many ordinals were coded anew or, about, put into cells
   */
  public int refresh(VectorSource source, int most) {
    checkOpen();
    int done = 0;
    int count = current.chunkCount();
    for (int index = 0; index < count && done < most; index++) {
      if (current.chunk(index).coding() == writer.coding()) {
        continue;
      }
      int[] ordinals = current.ordinals(index, ordinal -> true);
      if (current.chunk(index).copies() instanceof FineCopies) {
        current = writer.renew(index);
        done += ordinals.length;
      } else {
        Refine kind = current.chunk(index).kind();
        done += put(ordinals, source, ordinal -> kind);
      }
    }
    while (done < most && writer.crowded()) {
      current = writer.place();
      done += options.chunkRows();
    }
    return done;
  }

  /** Whether {@link #refresh} would find anything to do. */
  public boolean stale() {
    return !current.codedBy(writer.coding()) || writer.crowded();
  }

  private int put(int[] ordinals, VectorSource source, IntFunction<Refine> wanted) {
    int done = 0;
    for (int from = 0; from < ordinals.length; from += BATCH) {
      int to = Math.min(ordinals.length, from + BATCH);
      int[] batch = Arrays.copyOfRange(ordinals, from, to);
      List<Optional<float[][]>> read = source.read(batch);
      for (int i = 0; i < Math.min(read.size(), batch.length); i++) {
        if (read.get(i).isPresent()) {
          float[][] admitted = space.admit(read.get(i).get());
          current = writer.put(batch[i], admitted, wanted.apply(batch[i]));
          done++;
        }
      }
    }
    return done;
  }

  @Override
  public long fingerprint() {
    checkOpen();
    return LeanFingerprint.of(current);
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
    return current.ramBytes() + writer.ramBytes();
  }

  /** How many vectors have a copy in memory that nothing need be read for. */
  public int copies() {
    return current.copies();
  }

  /** How many vectors are kept so. */
  public int kept(Refine kind) {
    return current.kept(kind);
  }

  @Override
  public String kind() {
    return LeanSearch.PATH;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, false, false, true, options.refine() == Refine.BYTES);
  }

  @Override
  public IndexImage image() {
    checkOpen();
    return LeanImage.save(space, options, writer, names);
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
