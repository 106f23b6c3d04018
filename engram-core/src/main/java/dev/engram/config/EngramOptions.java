package dev.engram.config;

import dev.engram.spi.Embedder;
import dev.engram.spi.LanguageModel;
import dev.engram.spi.Reranker;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Everything that can be set when a vault is opened. Immutable: each method returns new options.
 *
 * @param embedder gives recall by meaning; without one Engram recalls by words and says so. Taken
 *     over: closed with the engine
 * @param formerEmbedder the model that was in use before, so that memories which are being moved
 *     from it to {@link #embedder} are found by meaning meanwhile; closed when it is not needed
 *     (any more)
 * @param languageModel finds more in what is remembered; without one Engram finds what it can by
 *     itself. Taken over: closed with the engine
 * @param reranker puts the best of a ranking into another order where recall asks for it. Taken
 *     over: closed with the engine
 * @param clock the host's clock
 * @param random where ids come from; need not be secret
 * @param background whether idle work (filling in embeddings, rebuilding and saving indexes) runs
 *     by itself; otherwise the host calls {@code maintain()}
 * @param vault how the file is opened and kept
 * @param recall how signals are weighed
 * @param dedup when a memory counts as a restatement
 * @param capture what is looked for in what is remembered
 * @param trust what judgements and use of a memory count for
 */
public record EngramOptions(
    Optional<Embedder> embedder,
    Optional<Embedder> formerEmbedder,
    Optional<LanguageModel> languageModel,
    Optional<Reranker> reranker,
    InstantSource clock,
    RandomGenerator random,
    boolean background,
    VaultOptions vault,
    RecallOptions recall,
    DedupOptions dedup,
    CaptureOptions capture,
    TrustOptions trust) {

  /** No embedder, the system's clock, idle work on. */
  public static EngramOptions defaults() {
    return new EngramOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        InstantSource.system(),
        new SecureRandom(),
        true,
        VaultOptions.defaults(),
        RecallOptions.defaults(),
        DedupOptions.defaults(),
        CaptureOptions.defaults(),
        TrustOptions.defaults());
  }

  /** Recalls by meaning with this embedder. */
  public EngramOptions withEmbedder(Embedder model) {
    return new EngramOptions(
        Optional.of(model),
        formerEmbedder,
        languageModel,
        reranker,
        clock,
        random,
        background,
        vault,
        recall,
        dedup,
        capture,
        trust);
  }

  /**
   * Moves memories from this model, which was in use before, to {@link #embedder}: begins it, or
   * goes on with it. Until that is done both models are asked.
   */
  public EngramOptions withFormerEmbedder(Embedder model) {
    return new EngramOptions(
        embedder,
        Optional.of(model),
        languageModel,
        reranker,
        clock,
        random,
        background,
        vault,
        recall,
        dedup,
        capture,
        trust);
  }

  /** Takes the time from this clock. */
  public EngramOptions withClock(InstantSource source) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        reranker,
        source,
        random,
        background,
        vault,
        recall,
        dedup,
        capture,
        trust);
  }

  /** Takes randomness from this generator. */
  public EngramOptions withRandom(RandomGenerator generator) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        reranker,
        clock,
        generator,
        background,
        vault,
        recall,
        dedup,
        capture,
        trust);
  }

  /** Leaves idle work to the host. */
  public EngramOptions withoutBackground() {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        reranker,
        clock,
        random,
        false,
        vault,
        recall,
        dedup,
        capture,
        trust);
  }

  /** Opens and keeps the file so. */
  public EngramOptions withVault(VaultOptions options) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        reranker,
        clock,
        random,
        background,
        options,
        recall,
        dedup,
        capture,
        trust);
  }

  /** Weighs signals so. */
  public EngramOptions withRecall(RecallOptions options) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        reranker,
        clock,
        random,
        background,
        vault,
        options,
        dedup,
        capture,
        trust);
  }

  /** Looks for restatements so. */
  public EngramOptions withDedup(DedupOptions options) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        reranker,
        clock,
        random,
        background,
        vault,
        recall,
        options,
        capture,
        trust);
  }

  /** Finds more with this language model. */
  public EngramOptions withLanguageModel(LanguageModel model) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        Optional.of(model),
        reranker,
        clock,
        random,
        background,
        vault,
        recall,
        dedup,
        capture,
        trust);
  }

  /** Reranks with this where recall asks for a cross-encoder. */
  public EngramOptions withReranker(Reranker model) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        Optional.of(model),
        clock,
        random,
        background,
        vault,
        recall,
        dedup,
        capture,
        trust);
  }

  /** Looks for this in what is remembered. */
  public EngramOptions withCapture(CaptureOptions options) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        reranker,
        clock,
        random,
        background,
        vault,
        recall,
        dedup,
        options,
        trust);
  }

  /** Lets judgements and use of a memory count so. */
  public EngramOptions withTrust(TrustOptions options) {
    return new EngramOptions(
        embedder,
        formerEmbedder,
        languageModel,
        reranker,
        clock,
        random,
        background,
        vault,
        recall,
        dedup,
        capture,
        options);
  }
}
