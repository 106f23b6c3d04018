package dev.engram.onnx;

import dev.engram.internal.onnx.wordpiece.TokenizerFile;
import dev.engram.internal.onnx.wordpiece.Tokens;
import dev.engram.internal.onnx.wordpiece.WordPieceTokenizer;
import dev.engram.onnx.PartCutter.Part;
import dev.engram.spi.Directions;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingFailedException;
import dev.engram.spi.EmbeddingModel;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.EmbeddingModel.Similarity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Embeds texts in this process with a sentence model on ONNX Runtime.
 *
 * <p>Thread-safety: safe from any thread. Work is done on the caller's thread in native code, which
 * holds a virtual thread's carrier, so call it from platform threads. At most {@link
 * OnnxOptions#concurrency()} batches run at once; further ones wait in order of arrival, so that a
 * question waits for one batch of an import, not for the import. Waiting can be interrupted, a
 * batch that runs cannot: interruption is noticed between batches.
 *
 * <p>No text throws but a blank one, and none is cut off: one longer than {@link
 * OnnxOptions#partTokens()} becomes several overlapping parts, each with its own vector. A question
 * stays whole up to the model's own limit.
 */
public final class OnnxEmbedder implements Embedder {
  /** Bounds what a batch takes: attention needs 48 bytes a pair of tokens of a row. */
  private static final int BATCH_TOKENS = 4096;

  private final EmbeddingModel description;
  private final OnnxOptions options;
  private final WordPieceTokenizer tokenizer;
  private final OnnxGraph graph;
  private final Framing documents;
  private final Framing queries;
  private final Semaphore permits;
  private volatile boolean closed;

  private OnnxEmbedder(OnnxModel model, OnnxOptions options) {
    int partTokens = Math.min(options.partTokens(), model.maxTokens());
    this.options = options;
    this.description =
        new EmbeddingModel(
            model.id(), model.dimension(), partTokens, Similarity.COSINE, Locality.IN_PROCESS);
    this.tokenizer = readTokenizer(model);
    this.documents = framing(model.documentInstruction(), partTokens);
    this.queries = framing(model.queryInstruction(), model.maxTokens());
    this.permits = new Semaphore(options.concurrency(), true);
    this.graph = OnnxGraph.load(model, options.threads(), tokenizer.specials().padding());
  }

  /** {@link OnnxModel#bgeSmall()} with default options. */
  public static OnnxEmbedder bgeSmall() {
    return of(OnnxModel.bgeSmall());
  }

  /** {@link OnnxModel#miniLm()} with default options. */
  public static OnnxEmbedder miniLm() {
    return of(OnnxModel.miniLm());
  }

  /** {@link #of(OnnxModel, OnnxOptions)} with default options. */
  public static OnnxEmbedder of(OnnxModel model) {
    return of(model, OnnxOptions.defaults());
  }

  /**
   * Loads a model; takes up to a second of one core, and for a bundled model some 130 MB of native
   * memory until {@link #close()}.
   *
   * @throws EmbeddingFailedException if its bytes are missing or are no model this can run
   * @throws dev.engram.spi.EmbeddingDimensionException if it declares another dimension
   * @throws IllegalArgumentException if its tokenizer is of another kind, or an instruction leaves
   *     less than half a part for the text
   */
  public static OnnxEmbedder of(OnnxModel model, OnnxOptions options) {
    return new OnnxEmbedder(model, options);
  }

  private static WordPieceTokenizer readTokenizer(OnnxModel model) {
    try (var in = model.tokenizer().open()) {
      return TokenizerFile.read(in);
    } catch (IOException e) {
      throw new EmbeddingFailedException(
          "model " + model.id() + ": the tokenizer cannot be read; is the model's jar present?", e);
    }
  }

  private Framing framing(String instruction, int partTokens) {
    int[] prefix = tokenizer.encode(instruction).ids();
    int capacity = partTokens - prefix.length - WordPieceTokenizer.Specials.FRAME;
    if (capacity < partTokens / 2) {
      throw new IllegalArgumentException(
          "an instruction of "
              + prefix.length
              + " tokens leaves too little of a part of "
              + partTokens);
    }
    return new Framing(
        prefix, new PartCutter(capacity, Math.min(options.overlapTokens(), capacity / 2)));
  }

  @Override
  public EmbeddingModel model() {
    return description;
  }

  @Override
  public List<float[][]> embedDocuments(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      requireText(texts.get(i), i);
    }
    var rows = new ArrayList<int[]>();
    var counts = new int[texts.size()];
    for (int i = 0; i < counts.length; i++) {
      var parts = documents.rows(tokenizer.encode(texts.get(i)));
      counts[i] = parts.size();
      rows.addAll(parts);
    }
    var vectors = run(rows);
    var result = new ArrayList<float[][]>(counts.length);
    int next = 0;
    for (int count : counts) {
      result.add(Arrays.copyOfRange(vectors, next, next + count));
      next += count;
    }
    return List.copyOf(result);
  }

  @Override
  public float[] embedQuery(String text) {
    requireText(text, 0);
    return Directions.mean(run(queries.rows(tokenizer.encode(text))));
  }

  private static void requireText(String text, int index) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "text " + index + " is blank, its length is " + text.length());
    }
  }

  /** One vector a row, in the rows' order; runs rows of about equal length together. */
  private float[][] run(List<int[]> rows) {
    requireOpen();
    var order =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> rows.get(i).length))
            .toList();
    var vectors = new float[rows.size()][];
    int from = 0;
    while (from < order.size()) {
      int to = batchEnd(rows, order, from);
      var batch = order.subList(from, to);
      var results = runBatch(batch.stream().map(rows::get).toList());
      for (int i = 0; i < results.length; i++) {
        vectors[batch.get(i)] = results[i];
      }
      from = to;
    }
    return vectors;
  }

  private int batchEnd(List<int[]> rows, List<Integer> order, int from) {
    int to = from + 1;
    while (to < order.size()
        && to - from < options.batchSize()
        && (to - from + 1) * rows.get(order.get(to)).length <= BATCH_TOKENS) {
      to++;
    }
    return to;
  }

  private float[][] runBatch(List<int[]> rows) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var cancelled = new CancellationException("interrupted while waiting to embed");
      cancelled.initCause(e);
      throw cancelled;
    }
    try {
      requireOpen();
      return graph.run(rows);
    } finally {
      permits.release();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("embedder " + description.id() + " is closed");
    }
  }

  /** True until closed: nothing outside this process is needed. */
  @Override
  public boolean available() {
    return !closed;
  }

  /** Waits for running batches, then unloads the model; callers still waiting then fail. */
  @Override
  public void close() {
    permits.acquireUninterruptibly(options.concurrency());
    try {
      if (!closed) {
        closed = true;
        graph.close();
      }
    } finally {
      permits.release(options.concurrency());
    }
  }

  /** What goes around a text's tokens, and how many of them fit in between. */
  private final class Framing {
    private final int[] instruction;
    private final PartCutter cutter;

    Framing(int[] instruction, PartCutter cutter) {
      this.instruction = instruction;
      this.cutter = cutter;
    }

    List<int[]> rows(Tokens tokens) {
      return cutter.cut(tokens).stream().map(part -> row(tokens, part)).toList();
    }

    private int[] row(Tokens tokens, Part part) {
      var specials = tokenizer.specials();
      return IntStream.concat(
              IntStream.concat(IntStream.of(specials.start()), IntStream.of(instruction)),
              IntStream.concat(
                  IntStream.of(tokens.ids(part.from(), part.to())), IntStream.of(specials.end())))
          .toArray();
    }
  }
}
