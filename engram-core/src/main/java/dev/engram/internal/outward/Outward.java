package dev.engram.internal.outward;

import dev.engram.config.EngramOptions;
import dev.engram.config.OutwardOptions;
import dev.engram.health.OutwardHealth;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.LanguageModel;
import dev.engram.spi.Reranker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * The gate of one engine ({@code gaps-and-delta.md}, redaction before calls): every service that a
 * host gives and that is sent words is wrapped here, once, and nothing else in the engine has hold
 * of it.
 *
 * <p>The idea: who calls a service does not decide what it may have. A service in this process gets
 * words as they are. For any other the gate asks where it is ({@link Site}: by address, before each
 * call), takes out secrets, and does with personal data and with memories of a sealed tier what the
 * options say for that place: clear, placeholders, or nothing at all. What cannot be judged is not
 * sent. Vectors leave through {@code internal.backend.Sandbox} alone, archives as {@code
 * internal.archive} writes them, plain ones in words that pass here.
 *
 * <p>Thread-safe. Cost: nothing in this process; for 500 characters a fraction of a millisecond on
 * this machine, where secrets are looked for, and one to two where personal data are.
 */
public final class Outward {
  private final OutwardOptions options;
  private final Detectors detectors;
  private final LongUnaryOperator key;
  private final Witness witness;
  private final Resolver resolver;
  private final List<Service> services = new CopyOnWriteArrayList<>();

  /**
   * A gate.
   *
   * @param key a keyed hash of the vault, from which placeholders have their numbers
   * @param witness hears of every call
   * @param resolver looks names up
   */
  public Outward(
      OutwardOptions options, LongUnaryOperator key, Witness witness, Resolver resolver) {
    this.options = options;
    this.detectors = Detectors.of(options);
    this.key = key;
    this.witness = witness;
    this.resolver = resolver;
  }

  /** The embedders of a host: the one that is to be used, and the one that was. */
  public record Embedders(Optional<OutwardEmbedder> now, Optional<OutwardEmbedder> former) {}

  /** The embedders that an engine is opened with. */
  public Embedders embedders(EngramOptions given) {
    return new Embedders(
        given.embedder().map(this::embedder), given.formerEmbedder().map(this::embedder));
  }

  /** An embedder, from now on called through the gate alone; closed with what is returned. */
  public OutwardEmbedder embedder(Embedder embedder) {
    Service service =
        service(
            () -> "embedder " + embedder.model().id(),
            new Site(() -> embedder.model().locality(), embedder::endpoint, resolver));
    return new OutwardEmbedder(embedder, service, () -> services.remove(service));
  }

  /** The language model of a host. */
  public Optional<OutwardModel> languageModel(EngramOptions given) {
    return given.languageModel().map(this::languageModel);
  }

  OutwardModel languageModel(LanguageModel model) {
    return new OutwardModel(
        model,
        service(
            () -> "language model " + model.model().id(),
            new Site(() -> model.model().locality(), model::endpoint, resolver)));
  }

  /** The reranker of a host. */
  public Optional<OutwardReranker> reranker(EngramOptions given) {
    return given.reranker().map(this::reranker);
  }

  OutwardReranker reranker(Reranker reranker) {
    return new OutwardReranker(
        reranker,
        service(() -> "reranker", new Site(reranker::locality, reranker::endpoint, resolver)));
  }

  private Service service(Supplier<String> name, Site site) {
    var service = new Service(name, site, detectors, options, key, witness);
    services.add(service);
    return service;
  }

  /**
   * The words of one record as they may be written in plain text: without secrets. Personal data
   * stay, for a person allowed that.
   *
   * @throws dev.engram.fault.VaultException {@code E4007} if they cannot be judged
   */
  public List<String> plain(List<String> words) {
    List<Passage> passages = words.stream().map(Passage::of).toList();
    var naming = new Naming.Numbered(passages);
    return new Redaction(detectors, OutwardOptions.Rules.clear(), naming)
        .pass(passages, false).stream().map(Optional::orElseThrow).toList();
  }

  /** What went to services that are not in this process, in the order they came. */
  public List<OutwardHealth> health() {
    return services.stream()
        .filter(one -> one.place() != Locality.IN_PROCESS)
        .map(Service::health)
        .toList();
  }

  /** What a person should know. */
  public List<String> warnings() {
    var warnings = new ArrayList<String>();
    services.forEach(one -> warnings.addAll(one.warnings()));
    return warnings;
  }

  /** Closes everything that a host gave for an engine that could not be opened. */
  public static void abandon(EngramOptions given) {
    given.embedder().ifPresent(Embedder::close);
    given.formerEmbedder().ifPresent(Embedder::close);
    given.languageModel().ifPresent(LanguageModel::close);
    given.reranker().ifPresent(Reranker::close);
    given.vectorBackend().ifPresent(store -> store.backend().close());
  }
}
