package dev.engram.internal.index.lexical;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lexical.LexicalIndexException.Reason;
import dev.engram.internal.index.lexical.analysis.MemoryAnalyzer;
import dev.engram.internal.index.lexical.analysis.Purpose;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.AlreadyClosedException;
import org.roaringbitmap.RoaringBitmap;

/**
 * The words of memories, by ordinal, in RAM: says which terms of a text stand where, and leaves
 * scoring to the caller.
 *
 * <p>Filtering happens inside the index: of an ordinal that the filter refuses, nothing comes out,
 * and nothing of one that has been removed or replaced. Equal contents give equal answers, however
 * they came about.
 *
 * <p>Thread-safe. A search sees every put and remove that returned before it began, and waits at
 * most for the single document that is being added when it has to refresh. Segments merge on one
 * background thread, never on the thread of a search or a put. After a failed change the index
 * refuses all use with {@link Reason#BROKEN}, after {@link #close()} with {@link Reason#CLOSED}.
 */
public final class LexicalIndex implements AutoCloseable {
  private static final double BUFFER_MEGABYTES = 8;
  private static final int BUFFERED_DOCUMENTS = 2_000;
  private static final double SMALL_SEGMENT_MEGABYTES = 0.5;
  private static final double LARGEST_SEGMENT_MEGABYTES = 512;

  private final MemoryAnalyzer documentAnalyzer;
  private final MemoryAnalyzer queryAnalyzer;
  private final ImageDirectory directory;
  private final BackgroundMerges merges = new BackgroundMerges();
  private final IndexWriter writer;
  private final SegmentOrdinals ordinals = new SegmentOrdinals();
  private final Snapshots snapshots;
  private final ReentrantLock writing = new ReentrantLock();
  private final RoaringBitmap held = new RoaringBitmap();
  private volatile int count;
  private volatile boolean closed;
  private volatile Optional<Exception> broken = Optional.empty();

  private LexicalIndex(LexicalOptions options, ImageDirectory directory, OpenMode mode)
      throws IOException {
    this.directory = directory;
    documentAnalyzer = new MemoryAnalyzer(options.analyzer(), Purpose.DOCUMENT);
    queryAnalyzer = new MemoryAnalyzer(options.analyzer(), Purpose.QUERY);
    writer = new IndexWriter(directory.files(), config(mode));
    snapshots = new Snapshots(writer, ordinals);
  }

  /** An index that holds nothing. */
  public static LexicalIndex empty(LexicalOptions options) {
    try {
      var index = new LexicalIndex(options, new ImageDirectory(), OpenMode.CREATE);
      var signature = Map.of(Schema.SIGNATURE, Schema.signature(options));
      index.writer.setLiveCommitData(signature.entrySet());
      return index;
    } catch (IOException e) {
      throw new LexicalIndexException(Reason.BROKEN, "making a lexical index", e);
    }
  }

  /**
   * Opens what {@link #image()} saved. Every byte is covered by a checksum and read once.
   *
   * @param options must mean the same to documents as those it was saved with
   * @param names of all files of the image, and of no others
   * @param content the bytes of a file by its name; whatever it throws is passed on
   * @throws LexicalIndexException with {@link Reason#IMAGE} if a file is missing, damaged or
   *     superfluous, or was saved by another format or analyzer
   */
  public static LexicalIndex load(
      LexicalOptions options, Collection<String> names, Function<String, byte[]> content) {
    var directory = new ImageDirectory();
    for (String name : names) {
      byte[] bytes = content.apply(name);
      try {
        directory.load(name, bytes);
      } catch (IOException | RuntimeException e) {
        throw new LexicalIndexException(Reason.IMAGE, "file " + name + " cannot be read", e);
      }
    }
    try {
      return open(options, directory);
    } catch (IOException | RuntimeException e) {
      throw new LexicalIndexException(Reason.IMAGE, "the lexical image cannot be opened", e);
    }
  }

  private static LexicalIndex open(LexicalOptions options, ImageDirectory directory)
      throws IOException {
    String saved = directory.loadedCommit().getUserData().getOrDefault(Schema.SIGNATURE, "none");
    String expected = Schema.signature(options);
    if (!saved.equals(expected)) {
      throw new IOException("saved as " + saved + ", expected " + expected);
    }
    var index = new LexicalIndex(options, directory, OpenMode.APPEND);
    index.holdAll();
    return index;
  }

  private void holdAll() throws IOException {
    var snapshot = snapshots.acquire();
    try {
      snapshot.forEachOrdinal(held::add);
      count = held.getCardinality();
    } finally {
      snapshots.release(snapshot);
    }
  }

  private IndexWriterConfig config(OpenMode mode) {
    var policy =
        new TieredMergePolicy()
            .setFloorSegmentMB(SMALL_SEGMENT_MEGABYTES)
            .setMaxMergedSegmentMB(LARGEST_SEGMENT_MEGABYTES)
            .setForceMergeDeletesPctAllowed(0);
    policy.setNoCFSRatio(1);
    var config =
        new IndexWriterConfig(documentAnalyzer)
            .setOpenMode(mode)
            .setMergePolicy(policy)
            .setMergeScheduler(merges)
            .setMaxFullFlushMergeWaitMillis(0) // or a search would wait for small merges
            .setCommitOnClose(false);
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setMaxBufferedDocs(BUFFERED_DOCUMENTS);
    config.setMergedSegmentWarmer(ordinals::of);
    return config;
  }

  /** Adds a document, or replaces the one of the same ordinal. Cost: linear in its words. */
  public void put(LexicalDocument document) {
    change(() -> {
      var fields = Schema.fields(document);
      if (held.contains(document.ordinal())) {
        writer.updateDocument(Schema.key(document.ordinal()), fields);
      } else {
        writer.addDocument(fields);
        held.add(document.ordinal());
      }
    });
  }

  /** Removes an ordinal; an unknown one is ignored. */
  public void remove(int ordinal) {
    change(() -> {
      if (held.contains(ordinal)) {
        writer.deleteDocuments(Schema.key(ordinal));
        held.remove(ordinal);
      }
    });
  }

  /**
   * Takes documents that were removed or replaced out of the files, with every term that only they
   * had. Cost: writes the segments anew that hold any, some ten microseconds a document.
   */
  public void wipe() {
    change(() -> {
      do {
        merges.sync(); // a merge under way brings along what was removed since it began
        writer.forceMergeDeletes(true);
      } while (writer.hasDeletions());
    });
  }

  private void change(Change change) {
    writing.lock();
    try {
      requireUsable();
      change.run();
      count = held.getCardinality();
      snapshots.changed();
    } catch (IOException | AlreadyClosedException e) {
      broken = Optional.of(e);
      throw failure("changing the lexical index", e);
    } finally {
      writing.unlock();
    }
  }

  @FunctionalInterface
  private interface Change {
    void run() throws IOException;
  }

  /**
   * Where the terms of a text stand among allowed documents. Every sign is text: there is no query
   * syntax. A text whose words are all stop words is read as those. Of more than 64 distinct terms
   * those are kept that the fewest allowed documents hold, of equals the first; those that none
   * holds are dropped first. Beyond 1,024 distinct terms the rest is not looked up.
   *
   * <p>Cost: about a microsecond a term and segment, and some nanoseconds a posting, allowed or
   * not.
   *
   * @param text anything, empty included; the first 32,768 characters are read
   */
  public TermMatches matches(String text, OrdinalFilter filter) {
    return read(
        "matching terms in the lexical index",
        snapshot -> {
          var words = QueryWords.of(queryAnalyzer, text);
          var reader = new TermReader(snapshot, filter);
          var rarest = new RarestTerms();
          for (String term : words.terms()) {
            reader.read(term, rarest.limit()).ifPresent(rarest::offer);
          }
          var kept = rarest.inOrder();
          int dropped = words.unread() + words.terms().size() - kept.size();
          return new TermMatches(kept, dropped, words.isEmpty());
        });
  }

  /**
   * A number that depends on what {@link #matches} can tell and on the ordinals held, whatever the
   * history. Cost: reads everything.
   */
  public long fingerprint() {
    return read("reading the lexical index", Fingerprint::of);
  }

  private <T> T read(String what, Reading<T> reading) {
    requireUsable();
    try {
      var snapshot = snapshots.acquire();
      try {
        return reading.of(snapshot);
      } finally {
        snapshots.release(snapshot);
      }
    } catch (IOException | AlreadyClosedException e) {
      throw failure(what, e);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(Snapshot snapshot) throws IOException;
  }

  /** How many ordinals are held. */
  public int count() {
    return count;
  }

  /** Bytes held: files, the writer's buffer, and what is kept beside them. */
  public long ramBytes() {
    writing.lock();
    try {
      return directory.ramBytes()
          + writer.ramBytesUsed()
          + ordinals.ramBytes()
          + held.getLongSizeInBytes();
    } catch (IOException | AlreadyClosedException e) {
      throw failure("measuring the lexical index", e);
    } finally {
      writing.unlock();
    }
  }

  /** What to save so that {@link #load} opens the same. Makes pending changes into files. */
  public IndexImage image() {
    writing.lock();
    try {
      requireUsable();
      writer.commit();
      return directory.image();
    } catch (IOException | AlreadyClosedException e) {
      throw failure("saving the lexical index", e);
    } finally {
      writing.unlock();
    }
  }

  private void requireUsable() {
    if (closed) {
      throw new LexicalIndexException(Reason.CLOSED, "the lexical index is closed");
    }
    if (broken.isPresent()) {
      throw failure("a change of the lexical index failed before", broken.get());
    }
  }

  private LexicalIndexException failure(String what, Exception cause) {
    return closed
        ? new LexicalIndexException(Reason.CLOSED, "the lexical index is closed")
        : new LexicalIndexException(Reason.BROKEN, what, cause);
  }

  /** Frees what is held; idempotent. A running search ends, or fails with {@link Reason#CLOSED}. */
  @Override
  public void close() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      snapshots.close();
      writer.rollback();
      documentAnalyzer.close();
      queryAnalyzer.close();
      directory.close();
    } catch (IOException e) {
      throw new LexicalIndexException(Reason.BROKEN, "closing the lexical index", e);
    } finally {
      writing.unlock();
    }
  }
}
