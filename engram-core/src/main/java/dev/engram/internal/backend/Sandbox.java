package dev.engram.internal.backend;

import dev.engram.config.BackendOptions;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.spi.AllowedIds;
import dev.engram.spi.BackendAudit;
import dev.engram.spi.BackendAudit.Operation;
import dev.engram.spi.BackendEntry;
import dev.engram.spi.BackendQuery;
import dev.engram.spi.BackendSpace;
import dev.engram.spi.BackendTrust;
import dev.engram.spi.EmbeddingModel.Similarity;
import dev.engram.spi.VectorBackend;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way to a store (spec §10.24.5): vectors leave as far as the store is trusted, every call
 * has a time, every call is audited, and nothing that is thrown comes through.
 *
 * <p>A store that is not trusted receives coarse vectors only. Before that, vectors and questions
 * alike may be turned by a transform that keeps inner products and lengths, so that coordinates say
 * nothing to who does not know it. Thread-safe.
 */
final class Sandbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** Calls under way at once: enough for the readers, few enough to leave hanging. */
  private static final int SEARCHES = 8;

  private final VectorBackend backend;
  private final BackendOptions options;
  private volatile VectorSpace space;
  private final UnaryOperator<float[]> turn;
  private final BackendAudit witness;
  private final String name;
  private final TimedCalls searches;

  /** One at a time, so that a late call never overtakes the one after it. */
  private final TimedCalls writes;

  private final TimedCalls closing;

  Sandbox(
      BackendOptions options,
      VectorSpace space,
      UnaryOperator<float[]> turn,
      BackendAudit witness) {
    this.backend = options.backend();
    this.options = options;
    this.space = space;
    this.turn = turn;
    this.witness = witness;
    this.name = backend.name();
    this.searches = new TimedCalls("engram-" + name + "-search-", SEARCHES);
    this.writes = new TimedCalls("engram-" + name + "-write-", 1);
    this.closing = new TimedCalls("engram-" + name + "-close-", 1);
  }

  String name() {
    return name;
  }

  BackendTrust trust() {
    return options.trust();
  }

  /** Vectors are of another space from now on. */
  void moveTo(VectorSpace next) {
    space = next;
  }

  /** How many ids one call may bring. */
  int batch() {
    return backend.capabilities().batch();
  }

  boolean begin() {
    return write(
            Operation.BEGIN,
            0,
            0,
            () -> {
              backend.begin(new BackendSpace(space.id(), space.dimension(), similarity()));
              return true;
            })
        .answered();
  }

  private Similarity similarity() {
    return switch (space.metric()) {
      case COSINE -> Similarity.COSINE;
      case DOT -> Similarity.DOT;
      case EUCLIDEAN -> Similarity.EUCLIDEAN;
      case HAMMING -> Similarity.HAMMING;
    };
  }

  /** Sends vectors as they may leave. */
  Outcome<Boolean> put(List<BackendEntry> entries) {
    int vectors = entries.stream().mapToInt(entry -> entry.parts().length).sum();
    List<BackendEntry> leaving =
        entries.stream()
            .map(entry -> new BackendEntry(entry.id(), outgoing(entry.parts())))
            .toList();
    return write(
        Operation.PUT,
        entries.size(),
        vectors,
        () -> {
          backend.put(leaving);
          return true;
        });
  }

  Outcome<Boolean> remove(int[] ids) {
    return write(
        Operation.REMOVE,
        ids.length,
        0,
        () -> {
          backend.remove(ids.clone());
          return true;
        });
  }

  Outcome<Long> count() {
    return write(Operation.COUNT, 0, 0, backend::count);
  }

  /** Asks; the answer is checked on the store's own thread, since reading it is its code too. */
  Outcome<Found> search(float[] vector, int k, OrdinalFilter filter, Duration time) {
    var query = new BackendQuery(outgoing(vector), k, new Allowed(filter), time);
    return audited(
        Operation.SEARCH,
        filter.cardinality(),
        1,
        searches,
        time,
        () -> Found.of(backend.search(query), k, filter));
  }

  private record Allowed(OrdinalFilter filter) implements AllowedIds {
    @Override
    public int count() {
      return filter.cardinality();
    }

    @Override
    public boolean contains(int id) {
      return id >= 0 && filter.allows(id);
    }

    @Override
    public int next(int from) {
      return filter.next(Math.max(0, from));
    }
  }

  private float[][] outgoing(float[][] parts) {
    float[][] leaving = new float[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      leaving[i] = outgoing(parts[i]);
    }
    return leaving;
  }

  private float[] outgoing(float[] vector) {
    float[] turned = turn.apply(space.admit(vector));
    if (turned.length != space.dimension()) {
      throw new IllegalStateException("a transform changed the dimension to " + turned.length);
    }
    return options.trust() == BackendTrust.UNTRUSTED ? EightBits.roundTrip(turned) : turned;
  }

  private <T> Outcome<T> write(Operation operation, int ids, int vectors, Callable<T> work) {
    return audited(operation, ids, vectors, writes, options.writeTime(), work);
  }

  private <T> Outcome<T> audited(
      Operation operation,
      int ids,
      int vectors,
      TimedCalls calls,
      Duration time,
      Callable<T> work) {
    long begun = System.nanoTime();
    Outcome<T> outcome = calls.call(time, work);
    var took = Duration.ofNanos(System.nanoTime() - begun);
    tell(
        new BackendAudit.Call(
            name, options.trust(), operation, ids, vectors, outcome.told(), took));
    return outcome;
  }

  private void tell(BackendAudit.Call call) {
    witness.called(call);
    if (options.audit().isEmpty()) {
      LOG.debug("{} in {} ms", call.label(), call.took().toMillis());
      return;
    }
    try {
      options.audit().get().called(call);
    } catch (RuntimeException dropped) {
      LOG.debug("the audit of {} failed ({})", backend.name(), dropped.getClass().getSimpleName());
    }
  }

  /** Interrupts what is under way and closes the store, if it lets itself be closed in time. */
  @Override
  public void close() {
    searches.close();
    writes.close();
    closing.call(
        CLOSING,
        () -> {
          backend.close();
          return true;
        });
  }
}
