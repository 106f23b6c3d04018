package dev.engram.bench.embed;

import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * An embedder that keeps what it embedded on disk, so that a set is embedded once and every later
 * run over it takes seconds. The model behind it is loaded when the first text is missing.
 *
 * <p>Thread-safe. Vectors are found by the SHA-256 of their text; questions and documents are kept
 * apart.
 */
public final class CachedEmbedder implements Embedder {
  private final EmbeddingModel model;
  private final Supplier<Embedder> source;
  private final VectorStore documents;
  private final VectorStore questions;
  private final IntConsumer embedded;
  private Optional<Embedder> loaded = Optional.empty();

  /**
   * Opens the caches.
   *
   * @param model what {@code source} produces
   * @param source makes the model when it is needed; closed with this embedder
   * @param documents where vectors of documents are kept; a folder
   * @param questions where vectors of questions are kept; a folder
   * @param embedded told after each text that was not in the cache; for progress
   */
  public CachedEmbedder(
      EmbeddingModel model,
      Supplier<Embedder> source,
      Path documents,
      Path questions,
      IntConsumer embedded) {
    this.model = model;
    this.source = source;
    this.documents = VectorStore.open(documents, model.dimension());
    this.questions = VectorStore.open(questions, model.dimension());
    this.embedded = embedded;
  }

  @Override
  public EmbeddingModel model() {
    return model;
  }

  @Override
  public List<float[][]> embedDocuments(List<String> texts) {
    var vectors = new ArrayList<float[][]>(texts.size());
    for (String text : texts) {
      String key = VectorStore.key(text);
      Optional<float[][]> known = documents.get(key);
      if (known.isEmpty()) {
        float[][] made = load().embedDocuments(List.of(text)).getFirst();
        documents.put(key, made);
        embedded.accept(1);
        known = Optional.of(made);
      }
      vectors.add(known.get());
    }
    documents.flush();
    return vectors;
  }

  @Override
  public float[] embedQuery(String text) {
    String key = VectorStore.key(text);
    Optional<float[][]> known = questions.get(key);
    if (known.isPresent()) {
      return known.get()[0];
    }
    float[] made = load().embedQuery(text);
    questions.put(key, new float[][] {made});
    return made;
  }

  private synchronized Embedder load() {
    if (loaded.isEmpty()) {
      loaded = Optional.of(source.get());
    }
    return loaded.get();
  }

  @Override
  public boolean available() {
    return true;
  }

  /**
   * This embedder for an engine that closes what it is given: closing the lease changes nothing.
   */
  public Embedder lease() {
    return new Lease(this);
  }

  @Override
  public synchronized void close() {
    documents.close();
    questions.close();
    loaded.ifPresent(Embedder::close);
    loaded = Optional.empty();
  }

  private record Lease(CachedEmbedder owner) implements Embedder {
    @Override
    public EmbeddingModel model() {
      return owner.model();
    }

    @Override
    public List<float[][]> embedDocuments(List<String> texts) {
      return owner.embedDocuments(texts);
    }

    @Override
    public float[] embedQuery(String text) {
      return owner.embedQuery(text);
    }

    @Override
    public boolean available() {
      return owner.available();
    }

    @Override
    public void close() {}
  }
}
