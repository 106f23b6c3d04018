package dev.engram.internal.index.lexical;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lexical.LexicalIndexException.Reason;
import dev.engram.internal.index.lexical.analysis.MemoryAnalyzer;
import dev.engram.internal.index.lexical.analysis.Purpose;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
 * The words of memories, by ordinal, in RAM; BM25.
 *
 * <p>Filtering happens inside the index: an ordinal that the filter refuses is never scored and
 * never displaces one that it allows. Scores count every document that is held, allowed or not, and
 * none that has been removed: equal contents give equal answers, however they came about.
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

  private final Schema schema;
  private final MemoryAnalyzer documentAnalyzer;
  private final MemoryAnalyzer queryAnalyzer;
  private final ImageDirectory directory;
  private final IndexWriter writer;
  private final SegmentCores cores = new SegmentCores();
  private final Snapshots snapshots;
  private final ReentrantLock writing = new ReentrantLock();
  private final RoaringBitmap held = new RoaringBitmap();
  private volatile int count;
  private volatile boolean closed;
  private volatile Optional<Exception> broken = Optional.empty();

  private LexicalIndex(LexicalOptions options, ImageDirectory directory, OpenMode mode)
      throws IOException {
    this.directory = directory;
    schema = new Schema(options);
    documentAnalyzer = new MemoryAnalyzer(options.analyzer(), Purpose.DOCUMENT);
    queryAnalyzer = new MemoryAnalyzer(options.analyzer(), Purpose.QUERY);
    writer = new IndexWriter(directory.files(), config(mode));
    snapshots = new Snapshots(writer, cores);
  }

  /** An index that holds nothing. */
  public static LexicalIndex empty(LexicalOptions options) {
    try {
      var index = new LexicalIndex(options, new ImageDirectory(), OpenMode.CREATE);
      var signature = Map.of(Schema.SIGNATURE, index.schema.signature());
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
    String expected = new Schema(options).signature();
    if (!saved.equals(expected)) {
      throw new IOException("saved as " + saved + ", expected " + expected);
    }
    var index = new LexicalIndex(options, directory, OpenMode.APPEND);
    var snapshot = index.snapshots.acquire();
    try {
      snapshot.forEachOrdinal(index.held::add);
      index.count = index.held.getCardinality();
    } finally {
      index.snapshots.release(snapshot);
    }
    return index;
  }

  private IndexWriterConfig config(OpenMode mode) {
    var merges =
        new TieredMergePolicy()
            .setFloorSegmentMB(SMALL_SEGMENT_MEGABYTES)
            .setMaxMergedSegmentMB(LARGEST_SEGMENT_MEGABYTES);
    merges.setNoCFSRatio(1);
    var config =
        new IndexWriterConfig(documentAnalyzer)
            .setOpenMode(mode)
            .setMergePolicy(merges)
            .setMergeScheduler(new BackgroundMerges())
            .setMaxFullFlushMergeWaitMillis(0) // or a search would wait for small merges
            .setCommitOnClose(false);
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setMaxBufferedDocs(BUFFERED_DOCUMENTS);
    config.setMergedSegmentWarmer(cores::of);
    return config;
  }

  /** Adds a document, or replaces the one of the same ordinal. Cost: linear in its words. */
  public void put(LexicalDocument document) {
    change(() -> {
      var fields = schema.fields(document);
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
   * The best {@code k} allowed ordinals that hold a word of the query. A query whose words are all
   * stop words is searched by them, if the index holds them. At most 64 distinct terms are used,
   * the rarest of the first 1,024; {@link LexicalHits#droppedTerms()} says how many were not.
   *
   * @param k 1 or more
   * @throws IllegalArgumentException if the scoring asks for proximity and there are no positions
   */
  public LexicalHits search(LexicalQuery query, int k, OrdinalFilter filter) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, got " + k);
    }
    if (query.scoring().proximity().weight() > 0 && !schema.positions()) {
      throw new IllegalArgumentException("proximity needs an index with positions");
    }
    requireUsable();
    try {
      var words = QueryWords.of(queryAnalyzer, query.text());
      return words.isEmpty() ? LexicalHits.withoutTerms() : search(words, query, k, filter);
    } catch (IOException | AlreadyClosedException e) {
      throw failure("searching the lexical index", e);
    }
  }

  private LexicalHits search(QueryWords words, LexicalQuery query, int k, OrdinalFilter filter)
      throws IOException {
    var snapshot = snapshots.acquire();
    try {
      var searcher = new LiveSearcher(snapshot, query.scoring().bm25());
      var allowed = new OrdinalQuery(filter, snapshot);
      var plan = QueryPlan.of(words, query.scoring(), allowed, searcher);
      int most = Math.min(k, Math.min(filter.cardinality(), snapshot.reader().numDocs()));
      if (most == 0 || plan.usedTerms() == 0) {
        return LexicalHits.none(plan.droppedTerms());
      }
      var top = new TopOrdinals(snapshot, most);
      searcher.search(plan.query(), top.manager());
      return top.hits(plan.droppedTerms());
    } finally {
      snapshots.release(snapshot);
    }
  }

  /**
   * Where the terms of a text stand among allowed documents. A text whose words are all stop words is
   * read as those. Of more than 64 distinct terms the rarest of the first 1,024 are kept.
   */
  public TermMatches matches(String text, OrdinalFilter filter) {
    requireUsable();
    try {
      var words = QueryWords.of(queryAnalyzer, text);
      var snapshot = snapshots.acquire();
      try {
        var kept = QueryPlan.rarest(words.terms(), snapshot);
        var reader = new TermReader(snapshot, filter);
        var found = new ArrayList<TermMatches.TermMatch>(kept.size());
        for (String term : kept) {
          found.add(reader.read(term));
        }
        int dropped = words.unread() + words.terms().size() - kept.size();
        return new TermMatches(found, dropped, words.isEmpty());
      } finally {
        snapshots.release(snapshot);
      }
    } catch (IOException | AlreadyClosedException e) {
      throw failure("matching terms in the lexical index", e);
    }
  }

  /** A number that depends on what is held alone; reads everything. */
  public long fingerprint() {
    requireUsable();
    try {
      var snapshot = snapshots.acquire();
      try {
        return Fingerprint.of(snapshot);
      } finally {
        snapshots.release(snapshot);
      }
    } catch (IOException | AlreadyClosedException e) {
      throw failure("reading the lexical index", e);
    }
  }

  /** The terms that a search for this text looks for, in order of appearance; for traces. */
  public List<String> termsOf(String text) {
    try {
      return QueryWords.of(queryAnalyzer, text).terms();
    } catch (IOException | AlreadyClosedException e) {
      throw failure("analysing a query", e);
    }
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
          + snapshots.ramBytes()
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
