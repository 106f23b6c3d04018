package dev.engram.bench.vectors.contender;

import dev.engram.bench.vectors.data.Allowed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Lucene's graph, over floats or over 1-bit codes whose best are ranked anew by the floats; 16
 * links, a build breadth of 200, one segment, so that documents are numbered as vectors are. On
 * disk, in a temporary folder, in the clear. Effort is how many are looked for. For one thread.
 */
final class LuceneVectors implements Contender {
  private static final String FIELD = "vector";
  private static final int LINKS = 16;
  private static final int BUILD_BREADTH = 200;

  private final boolean bits;
  private final Path folder;
  private final Directory directory;
  private final IndexWriter writer;
  private final Map<Allowed, Query> filters = new HashMap<>();
  private Optional<DirectoryReader> reader = Optional.empty();

  private static final class Codec extends Lucene104Codec {
    private final KnnVectorsFormat format;

    Codec(KnnVectorsFormat format) {
      this.format = format;
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return format;
    }
  }

  LuceneVectors(boolean bits) {
    this.bits = bits;
    KnnVectorsFormat format =
        bits
            ? new Lucene104HnswScalarQuantizedVectorsFormat(
                ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE, LINKS, BUILD_BREADTH)
            : new Lucene99HnswVectorsFormat(LINKS, BUILD_BREADTH);
    var config =
        new IndexWriterConfig()
            .setCodec(new Codec(format))
            .setMergePolicy(new LogByteSizeMergePolicy()) // keeps documents in order
            .setMergeScheduler(new SerialMergeScheduler())
            .setRAMBufferSizeMB(512);
    try {
      folder = Files.createTempDirectory("engram-peer-");
      directory = FSDirectory.open(folder);
      writer = new IndexWriter(directory, config);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make an index", e);
    }
  }

  @Override
  public void add(int first, float[][] vectors) {
    try {
      for (float[] vector : vectors) {
        var document = new Document();
        document.add(new KnnFloatVectorField(FIELD, vector, VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void settle() {
    try {
      writer.forceMerge(1);
      writer.commit();
      reader = Optional.of(DirectoryReader.open(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Integer> efforts() {
    return List.of(10, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768);
  }

  @Override
  public Found search(float[] question, int k, Allowed allowed, int effort) {
    try {
      var searcher = new IndexSearcher(reader.orElseThrow());
      Query near =
          allowed.share() >= 1
              ? new KnnFloatVectorQuery(FIELD, question, effort)
              : new KnnFloatVectorQuery(
                  FIELD, question, effort, filters.computeIfAbsent(allowed, this::filter));
      Query ranked =
          bits ? RescoreTopNQuery.createFullPrecisionRescorerQuery(near, question, FIELD, k) : near;
      ScoreDoc[] hits = searcher.search(ranked, k).scoreDocs;
      int[] ordinals = new int[hits.length];
      for (int i = 0; i < hits.length; i++) {
        ordinals[i] = hits[i].doc;
      }
      return new Found(ordinals, "graph");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Query filter(Allowed allowed) {
    return new FixedFilter(allowed, reader.orElseThrow().maxDoc());
  }

  /** Bytes of its files, which it reads through the page cache. */
  @Override
  public OptionalLong ownBytes() {
    try (var files = Files.list(folder)) {
      return OptionalLong.of(files.mapToLong(file -> file.toFile().length()).sum());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  @Override
  public void close() {
    try {
      if (reader.isPresent()) {
        reader.get().close();
      }
      writer.close();
      directory.close();
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
