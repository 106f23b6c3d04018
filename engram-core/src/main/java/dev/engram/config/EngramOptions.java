package dev.engram.config;

import dev.engram.spi.BackendTrust;
import dev.engram.spi.Embedder;
import dev.engram.spi.HumanChannel;
import dev.engram.spi.LanguageModel;
import dev.engram.spi.Reranker;
import dev.engram.spi.VectorBackend;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Everything that can be set when a vault is opened. Immutable: each method returns new options.
 *
 * @param embedder gives recall by meaning; without one Engram recalls by words and says so. Taken
 *     over: closed with the engine
 * @param formerEmbedder the model that was in use before, while memories move from it to {@code
 *     embedder}. Taken over: closed when they have moved, or with the engine
 * @param languageModel finds more in what is remembered; without one Engram finds what it can by
 *     itself. Taken over: closed with the engine
 * @param reranker puts the best of a ranking into another order where recall asks for it. Taken
 *     over: closed with the engine
 * @param clock the host's clock
 * @param random where ids and the marks around what prompts quote come from; the latter must not be
 *     guessed, so give a cryptographic one outside of tests
 * @param background whether idle work (filling in embeddings, rebuilding and saving indexes) runs
 *     by itself; otherwise the host calls {@code maintain()}
 * @param vault how the file is opened and kept
 * @param recall how signals are weighed
 * @param dedup when a memory counts as a restatement
 * @param capture what is looked for in what is remembered
 * @param trust what judgements and use of a memory count for
 * @param vectors how vectors are indexed
 * @param vectorBackend an outside vector store that searches by meaning ask first. Taken over:
 *     closed with the engine
 * @param audit what the audit keeps, and whom it tells
 * @param access what principals may ask, bring and learn
 * @param outward what may leave the process for embedders, language models and rerankers
 * @param human reaches the person who confirms what only a person may; without one such things are
 *     refused
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
    TrustOptions trust,
    VectorOptions vectors,
    Optional<BackendOptions> vectorBackend,
    AuditOptions audit,
    AccessOptions access,
    OutwardOptions outward,
    Optional<HumanChannel> human) {

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
        TrustOptions.defaults(),
        VectorOptions.defaults(),
        Optional.empty(),
        AuditOptions.defaults(),
        AccessOptions.defaults(),
        OutwardOptions.defaults(),
        Optional.empty());
  }

  /** Recalls by meaning with this embedder. */
  public EngramOptions withEmbedder(Embedder model) {
    return with(copy -> copy.embedder = Optional.of(model));
  }

  /**
   * Moves memories from this model, which was in use before, to {@link #embedder}: begins it, or
   * goes on with it. Until that is done both models are asked.
   */
  public EngramOptions withFormerEmbedder(Embedder model) {
    return with(copy -> copy.formerEmbedder = Optional.of(model));
  }

  /** Takes the time from this clock. */
  public EngramOptions withClock(InstantSource source) {
    return with(copy -> copy.clock = source);
  }

  /** Takes randomness from this generator. */
  public EngramOptions withRandom(RandomGenerator generator) {
    return with(copy -> copy.random = generator);
  }

  /** Leaves idle work to the host. */
  public EngramOptions withoutBackground() {
    return with(copy -> copy.background = false);
  }

  /** Opens and keeps the file so. */
  public EngramOptions withVault(VaultOptions options) {
    return with(copy -> copy.vault = options);
  }

  /** Weighs signals so. */
  public EngramOptions withRecall(RecallOptions options) {
    return with(copy -> copy.recall = options);
  }

  /** Looks for restatements so. */
  public EngramOptions withDedup(DedupOptions options) {
    return with(copy -> copy.dedup = options);
  }

  /** Finds more with this language model. */
  public EngramOptions withLanguageModel(LanguageModel model) {
    return with(copy -> copy.languageModel = Optional.of(model));
  }

  /** Reranks with this where recall asks for a cross-encoder. */
  public EngramOptions withReranker(Reranker model) {
    return with(copy -> copy.reranker = Optional.of(model));
  }

  /** Looks for this in what is remembered. */
  public EngramOptions withCapture(CaptureOptions options) {
    return with(copy -> copy.capture = options);
  }

  /** Lets judgements and use of a memory count so. */
  public EngramOptions withTrust(TrustOptions options) {
    return with(copy -> copy.trust = options);
  }

  /** Indexes vectors so. */
  public EngramOptions withVectors(VectorOptions options) {
    return with(copy -> copy.vectors = options);
  }

  /** Asks this outside vector store first; searches go on whatever becomes of it. */
  public EngramOptions withVectorBackend(BackendOptions options) {
    return with(copy -> copy.vectorBackend = Optional.of(options));
  }

  /** The same, with that store's usual limits. */
  public EngramOptions withVectorBackend(VectorBackend backend, BackendTrust level) {
    return withVectorBackend(BackendOptions.of(backend, level));
  }

  /** Keeps the audit so. */
  public EngramOptions withAudit(AuditOptions options) {
    return with(copy -> copy.audit = options);
  }

  /** Lets principals ask, bring and learn so much. */
  public EngramOptions withAccess(AccessOptions options) {
    return with(copy -> copy.access = options);
  }

  /** Lets this leave the process. */
  public EngramOptions withOutward(OutwardOptions options) {
    return with(copy -> copy.outward = options);
  }

  /** Lets a person confirm by this way what only a person may: export in plain text. */
  public EngramOptions withHuman(HumanChannel channel) {
    return with(copy -> copy.human = Optional.of(channel));
  }

  private EngramOptions with(Consumer<Copy> change) {
    var copy = new Copy(this);
    change.accept(copy);
    return copy.options();
  }

  /** These options while one of them is changed. */
  private static final class Copy {
    private Optional<Embedder> embedder;
    private Optional<Embedder> formerEmbedder;
    private Optional<LanguageModel> languageModel;
    private Optional<Reranker> reranker;
    private InstantSource clock;
    private RandomGenerator random;
    private boolean background;
    private VaultOptions vault;
    private RecallOptions recall;
    private DedupOptions dedup;
    private CaptureOptions capture;
    private TrustOptions trust;
    private VectorOptions vectors;
    private Optional<BackendOptions> vectorBackend;
    private AuditOptions audit;
    private AccessOptions access;
    private OutwardOptions outward;
    private Optional<HumanChannel> human;

    Copy(EngramOptions from) {
      this.embedder = from.embedder;
      this.formerEmbedder = from.formerEmbedder;
      this.languageModel = from.languageModel;
      this.reranker = from.reranker;
      this.clock = from.clock;
      this.random = from.random;
      this.background = from.background;
      this.vault = from.vault;
      this.recall = from.recall;
      this.dedup = from.dedup;
      this.capture = from.capture;
      this.trust = from.trust;
      this.vectors = from.vectors;
      this.vectorBackend = from.vectorBackend;
      this.audit = from.audit;
      this.access = from.access;
      this.outward = from.outward;
      this.human = from.human;
    }

    EngramOptions options() {
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
          trust,
          vectors,
          vectorBackend,
          audit,
          access,
          outward,
          human);
    }
  }
}
