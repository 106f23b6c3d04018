package dev.engram.onnx;

/**
 * How an {@link OnnxEmbedder} cuts long texts and how much of the machine it takes.
 *
 * <p>Immutable, so safe for any thread.
 *
 * @param partTokens the most tokens one vector stands for, special tokens and instruction included,
 *     16 to 65,536; a smaller limit of the model's goes before
 * @param overlapTokens how many tokens two neighbouring parts share, 0 to a quarter of {@code
 *     partTokens}
 * @param batchSize the most parts run together, 1 to 256. With weights quantised as the bundled
 *     models' are, parts run together change each other's vectors (cosine down to 0.985), because
 *     one scale is chosen for all; alone, a text always gets the same vector
 * @param threads how many cores one run uses, 1 to 64
 * @param concurrency how many runs go on at once, 1 to 64; further callers wait in order of arrival
 */
public record OnnxOptions(
    int partTokens, int overlapTokens, int batchSize, int threads, int concurrency) {
  public OnnxOptions {
    Range.check("partTokens", partTokens, 16, 65_536);
    Range.check("overlapTokens", overlapTokens, 0, partTokens / 4);
    Range.check("batchSize", batchSize, 1, 256);
    Range.check("threads", threads, 1, 64);
    Range.check("concurrency", concurrency, 1, 64);
  }

  /** Parts as long as the model reads, 32 tokens shared, one part a run, one core. */
  public static OnnxOptions defaults() {
    return new OnnxOptions(512, 32, 1, 1, 1);
  }

  /** These options with another length and overlap of parts, in tokens. */
  public OnnxOptions withParts(int tokens, int overlap) {
    return new OnnxOptions(tokens, overlap, batchSize, threads, concurrency);
  }

  /** These options with another batch size; above 1 only for models in full precision. */
  public OnnxOptions withBatchSize(int size) {
    return new OnnxOptions(partTokens, overlapTokens, size, threads, concurrency);
  }

  /** These options with other numbers of cores a run and of runs at once. */
  public OnnxOptions withThreads(int threads, int concurrency) {
    return new OnnxOptions(partTokens, overlapTokens, batchSize, threads, concurrency);
  }
}
