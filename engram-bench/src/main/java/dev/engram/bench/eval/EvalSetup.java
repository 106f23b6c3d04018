package dev.engram.bench.eval;

import dev.engram.config.RecallOptions;
import java.nio.file.Path;

/**
 * How a set is ingested and asked.
 *
 * @param embedder which model gives meaning
 * @param partTokens the most tokens one vector stands for
 * @param overlapTokens how many tokens neighbouring parts share
 * @param instruction whether questions are embedded with the instruction that the model's card asks
 *     for
 * @param dedup whether restatements strengthen instead of being stored
 * @param capture whether facts and the rest are looked for
 * @param repeats how often each conversation is remembered, 1 to 10
 * @param recall how signals are weighed
 * @param limit how many memories are recalled for each question
 * @param cache where vectors are kept between runs, outside the project
 */
public record EvalSetup(
    Model embedder,
    int partTokens,
    int overlapTokens,
    boolean instruction,
    boolean dedup,
    boolean capture,
    int repeats,
    RecallOptions recall,
    int limit,
    Path cache) {
  /** Models that can be compared. */
  public enum Model {
    /** BGE small, English, v1.5, 8-bit. */
    BGE,
    /** all-MiniLM-L6-v2, 8-bit. */
    MINILM,
    /** None: recall by words. */
    NONE
  }

  /** Words alone, without capture, as Engram recalls by default, 50 memories a question. */
  public static EvalSetup defaults() {
    return new EvalSetup(
        Model.BGE, 512, 32, true, true, false, 1, RecallOptions.defaults(), 50, defaultCache());
  }

  /** {@code $XDG_CACHE_HOME/engram/embeddings}, else {@code ~/.cache/engram/embeddings}. */
  public static Path defaultCache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("engram").resolve("embeddings");
  }

  /** With this model. */
  public EvalSetup withEmbedder(Model model) {
    return new EvalSetup(
        model,
        partTokens,
        overlapTokens,
        instruction,
        dedup,
        capture,
        repeats,
        recall,
        limit,
        cache);
  }

  /** With parts of this size. */
  public EvalSetup withParts(int tokens, int overlap) {
    return new EvalSetup(
        embedder, tokens, overlap, instruction, dedup, capture, repeats, recall, limit, cache);
  }

  /** Without an instruction before questions. */
  public EvalSetup withoutInstruction() {
    return new EvalSetup(
        embedder, partTokens, overlapTokens, false, dedup, capture, repeats, recall, limit, cache);
  }

  /** Storing every restatement. */
  public EvalSetup withoutDedup() {
    return new EvalSetup(
        embedder,
        partTokens,
        overlapTokens,
        instruction,
        false,
        capture,
        repeats,
        recall,
        limit,
        cache);
  }

  /** Looking for facts and the rest, as Engram does by default. */
  public EvalSetup withCapture() {
    return new EvalSetup(
        embedder,
        partTokens,
        overlapTokens,
        instruction,
        dedup,
        true,
        repeats,
        recall,
        limit,
        cache);
  }

  /** Remembering each conversation this often. */
  public EvalSetup withRepeats(int times) {
    if (times < 1 || times > 10) {
      throw new IllegalArgumentException("repeats must be 1 to 10, got " + times);
    }
    return new EvalSetup(
        embedder,
        partTokens,
        overlapTokens,
        instruction,
        dedup,
        capture,
        times,
        recall,
        limit,
        cache);
  }

  /** With these weights. */
  public EvalSetup withRecall(RecallOptions options) {
    return new EvalSetup(
        embedder,
        partTokens,
        overlapTokens,
        instruction,
        dedup,
        capture,
        repeats,
        options,
        limit,
        cache);
  }

  /** With vectors kept here. */
  public EvalSetup withCache(Path folder) {
    return new EvalSetup(
        embedder,
        partTokens,
        overlapTokens,
        instruction,
        dedup,
        capture,
        repeats,
        recall,
        limit,
        folder);
  }
}
