package dev.engram.internal.projection;

import dev.engram.config.VectorOptions;
import dev.engram.internal.backend.BackendRegistry;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.select.AdaptiveVectorIndex;
import dev.engram.internal.index.select.Pressure;
import dev.engram.internal.index.select.Temperatures;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.SecurityTier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of active memories, and of facts that gave way, in one space; a filter tells them
 * apart. Of a space that is coming it knows which memories it holds already.
 *
 * <p>Confidential memories, whose vectors are turned, lie in an index of their own, which takes
 * turned questions and which no outside store ever stands before (spec §10.24.1).
 */
public final class SemanticProjection implements Projection {
  private static final Logger LOG = LoggerFactory.getLogger(SemanticProjection.class);
  static final String IN_USE = "semantic";
  static final String COMING = "semantic-next";

  /** Before the names of files of confidential memories' index. */
  private static final String SEALED = "sealed-";

  /** The file of a coming space that names the ordinals it holds. */
  private static final String HELD = "held-";

  private final VectorSpace space;

  /** Whether it is of the space that comes in place of the one in use. */
  private volatile boolean coming;

  private final RoaringBitmap own = new RoaringBitmap();
  private boolean ownChanged;
  private volatile OrdinalFilter held = OrdinalFilter.of();

  /** Graphs are built here, one at a time. */
  private final ExecutorService graphs =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("engram-graph").daemon().factory());

  private volatile UnaryOperator<VectorIndex> shadowing = UnaryOperator.identity();
  private final VectorIndexes indexes;

  /** The index without what stands before it, if it changes its shape by itself. */
  private volatile Optional<AdaptiveVectorIndex> adaptive = Optional.empty();

  private volatile Optional<AdaptiveVectorIndex> adaptiveSealed = Optional.empty();
  private volatile VectorIndex index;
  private volatile VectorIndex sealed;

  private SemanticProjection(VectorSpace space, boolean coming, VectorOptions options) {
    this.space = space;
    this.coming = coming;
    this.indexes = new VectorIndexes(options, graphs);
    this.index = empty();
    this.sealed = emptySealed();
  }

  /** Of the space in use. */
  static SemanticProjection inUse(VectorSpace space, VectorOptions options) {
    return new SemanticProjection(space, false, options);
  }

  /** Of the space that comes in its place, which may hold a part of the memories. */
  static SemanticProjection coming(VectorSpace space, VectorOptions options) {
    return new SemanticProjection(space, true, options);
  }

  /** The same, with nothing in it. */
  SemanticProjection fresh() {
    return new SemanticProjection(space, coming, indexes.options());
  }

  private VectorIndex empty() {
    return shadowing.apply(own(indexes.create(space)));
  }

  private VectorIndex emptySealed() {
    return ownSealed(indexes.create(space));
  }

  private VectorIndex ownSealed(VectorIndex made) {
    adaptiveSealed = adaptive(made);
    return made;
  }

  private static Optional<AdaptiveVectorIndex> adaptive(VectorIndex made) {
    return made instanceof AdaptiveVectorIndex changing ? Optional.of(changing) : Optional.empty();
  }

  /** Lets outside stores shadow this index and those that follow it; before anything is written. */
  void shadowedBy(BackendRegistry stores) {
    shadowing = stores::over;
    index = stores.over(index);
  }

  /** What its vectors are. */
  public VectorSpace space() {
    return space;
  }

  /** Of a coming space, the memories that it holds. */
  public OrdinalFilter held() {
    return held;
  }

  /** Its space is the one in use from now on; on the writer's thread. */
  void takePlace() {
    coming = false;
    own.clear(); // what it held stays known to searches under way
  }

  private VectorIndex own(VectorIndex made) {
    adaptive = adaptive(made);
    if (adaptive.map(AdaptiveVectorIndex::incomplete).orElse(false)) {
      LOG.warn("the vector graph of {} cannot be read; it is built anew", name());
    }
    return made;
  }

  /** Takes note of how much memory there is; on the writer's thread. */
  void pressure(Pressure level) {
    both().forEach(changing -> changing.pressure(level));
  }

  /** Does what the index wants done while nobody waits; on the writer's thread. */
  void upkeep(VectorSource source) {
    both().forEach(changing -> changing.upkeep(source));
  }

  /** Takes note of how lately memories were of use; on the writer's thread. */
  void temperatures(Temperatures told) {
    both().forEach(changing -> changing.temperatures(told));
  }

  /** Whether {@link #temperatures} would change anything. */
  boolean wantsTemperatures() {
    return both().anyMatch(AdaptiveVectorIndex::wantsTemperatures);
  }

  /** How many memories may be told to be hot. */
  int hotRoom() {
    return adaptive.map(AdaptiveVectorIndex::hotRoom).orElse(0);
  }

  /** Whether {@link #upkeep} would find anything to do; cheap. */
  boolean upkeepDue() {
    return both().anyMatch(AdaptiveVectorIndex::upkeepDue);
  }

  private Stream<AdaptiveVectorIndex> both() {
    return Stream.concat(adaptive.stream(), adaptiveSealed.stream());
  }

  /** The index to search; a new one after a rebuild began. */
  public VectorIndex index() {
    return index;
  }

  /** The index of confidential memories, for questions turned like their vectors. */
  public VectorIndex sealed() {
    return sealed;
  }

  /** How many memories have vectors in either index. */
  public int count() {
    return index.count() + sealed.count();
  }

  /** How many vectors both hold. */
  public int vectorCount() {
    return index.vectorCount() + sealed.vectorCount();
  }

  @Override
  public String name() {
    return coming ? COMING : IN_USE;
  }

  @Override
  public String format() {
    String form = indexes.options().form().name();
    return "3 " + form + " " + space.id() + " " + space.dimension() + " " + space.metric();
  }

  @Override
  public Set<Attached.Part> reads() {
    return EnumSet.of(Attached.Part.VECTORS);
  }

  @Override
  public void apply(MemoryRow row, Attached attached) {
    Optional<float[][]> vectors = coming ? attached.next() : attached.vectors();
    boolean holds = (row.active() || row.past()) && vectors.isPresent();
    boolean hidden = row.memory().traits().tier() == SecurityTier.CONFIDENTIAL;
    if (holds) {
      (hidden ? sealed : index).put(row.ordinal(), vectors.get());
    } else {
      (hidden ? sealed : index).remove(row.ordinal());
    }
    if (coming) {
      ownChanged |= holds ? own.checkedAdd(row.ordinal()) : own.checkedRemove(row.ordinal());
    }
  }

  @Override
  public void wipe() {
    index.wipe();
    sealed.wipe();
  }

  @Override
  public void publish() {
    // each put is visible when it returns; what says that a memory is here comes after it
    if (ownChanged) {
      held = OrdinalFilter.of(own);
      ownChanged = false;
    }
  }

  @Override
  public IndexImage image() {
    IndexImage image = index.image();
    if (!coming && sealed.count() == 0) {
      return image;
    }
    var files = new ArrayList<>(image.files());
    if (coming) {
      byte[] ordinals = heldBytes();
      files.add(new IndexImage.File(HELD + CheckedImage.digest(ordinals), () -> ordinals));
    }
    if (sealed.count() == 0) {
      return new IndexImage(files, image.release());
    }
    IndexImage apart = sealed.image();
    apart
        .files()
        .forEach(file -> files.add(new IndexImage.File(SEALED + file.name(), file.content())));
    return new IndexImage(
        files,
        () -> {
          image.release().run();
          apart.release().run();
        });
  }

  @Override
  public void load(Map<String, byte[]> files) {
    var image = new ArrayList<IndexImage.File>();
    var apart = new ArrayList<IndexImage.File>();
    files.forEach((name, bytes) -> {
      if (name.startsWith(SEALED)) {
        apart.add(new IndexImage.File(name.substring(SEALED.length()), () -> bytes));
      } else if (!name.startsWith(HELD)) {
        image.add(new IndexImage.File(name, () -> bytes));
      }
    });
    own.clear();
    if (coming) {
      readHeld(files);
    }
    replace(
        shadowing.apply(own(indexes.load(space, new IndexImage(image)))),
        apart.isEmpty() ? emptySealed() : ownSealed(indexes.load(space, new IndexImage(apart))));
    held = OrdinalFilter.of(own);
    ownChanged = false;
  }

  private byte[] heldBytes() {
    var bytes = ByteBuffer.allocate(own.serializedSizeInBytes());
    own.serialize(bytes);
    return CheckedImage.seal(bytes.array());
  }

  private void readHeld(Map<String, byte[]> files) {
    String name =
        files.keySet().stream().filter(one -> one.startsWith(HELD)).findAny().orElseThrow();
    byte[] content = CheckedImage.open(Objects.requireNonNull(files.get(name)));
    try {
      own.deserialize(ByteBuffer.wrap(content));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  @Override
  public void clear() {
    replace(empty(), emptySealed());
    own.clear();
    held = OrdinalFilter.of();
    ownChanged = false;
  }

  private void replace(VectorIndex next, VectorIndex nextSealed) {
    VectorIndex old = index;
    VectorIndex oldSealed = sealed;
    index = next;
    sealed = nextSealed;
    old.close();
    oldSealed.close();
  }

  @Override
  public boolean covered() {
    return coming;
  }

  @Override
  public long fingerprint() {
    return 31 * sealed.fingerprint() + index.fingerprint();
  }

  @Override
  public long ramBytes() {
    return index.ramBytes() + sealed.ramBytes();
  }

  @Override
  public void close() {
    index.close();
    sealed.close();
    graphs.shutdownNow();
  }
}
