package dev.engram.bench.peer;

import dev.engram.bench.synthetic.SyntheticCorpus.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Plain Lucene as a hybrid memory: BM25 and an HNSW graph in one index on disk, 100 hits of each,
 * reciprocal rank fusion, a filter on the agent inside both, the best texts loaded. Not encrypted.
 * For one thread.
 */
public final class LuceneHybrid implements AutoCloseable {
  private static final int EACH = 100;
  private static final int RANK_CONSTANT = 60;

  private final Directory directory;
  private final IndexWriter writer;
  private Optional<DirectoryReader> reader = Optional.empty();

  /** An index in an empty folder. */
  public LuceneHybrid(Path folder) {
    try {
      directory = FSDirectory.open(folder);
      writer = new IndexWriter(directory, new IndexWriterConfig(new EnglishAnalyzer()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make an index in " + folder, e);
    }
  }

  /** Adds items and makes them durable with one commit. */
  public void add(List<Item> items, List<float[]> vectors) {
    try {
      for (int i = 0; i < items.size(); i++) {
        writer.addDocument(document(items.get(i), vectors.get(i)));
      }
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document document(Item item, float[] vector) {
    var document = new Document();
    document.add(new TextField("text", item.text(), Field.Store.YES));
    document.add(new StringField("agent", item.agent(), Field.Store.YES));
    document.add(new KnnFloatVectorField("vector", vector, VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  /** Searches see what was added until now. */
  public void refresh() {
    try {
      closeReader();
      reader = Optional.of(DirectoryReader.open(writer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of the best ten. */
  public List<String> search(String text, float[] vector, Optional<String> agent) {
    try {
      var searcher = new IndexSearcher(reader.orElseThrow());
      Map<Integer, Double> fused = new HashMap<>();
      fuse(fused, searcher.search(words(text, agent), EACH).scoreDocs);
      var near =
          agent
              .map(name -> new KnnFloatVectorQuery("vector", vector, EACH, only(name)))
              .orElseGet(() -> new KnnFloatVectorQuery("vector", vector, EACH));
      fuse(fused, searcher.search(near, EACH).scoreDocs);
      var best =
          fused.entrySet().stream()
              .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()))
              .limit(10)
              .toList();
      var texts = new ArrayList<String>();
      for (var entry : best) {
        texts.add(searcher.storedFields().document(entry.getKey()).get("text"));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Query words(String text, Optional<String> agent) {
    Query words = new QueryBuilder(new EnglishAnalyzer()).createBooleanQuery("text", text);
    if (agent.isEmpty()) {
      return words;
    }
    return new BooleanQuery.Builder()
        .add(words, BooleanClause.Occur.MUST)
        .add(only(agent.get()), BooleanClause.Occur.FILTER)
        .build();
  }

  private static Query only(String agent) {
    return new TermQuery(new Term("agent", agent));
  }

  private static void fuse(Map<Integer, Double> fused, ScoreDoc[] hits) {
    for (int i = 0; i < hits.length; i++) {
      fused.merge(hits[i].doc, 1.0 / (RANK_CONSTANT + i + 1), Double::sum);
    }
  }

  private void closeReader() throws IOException {
    if (reader.isPresent()) {
      reader.get().close();
      reader = Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      closeReader();
      writer.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
