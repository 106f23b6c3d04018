package dev.engram.internal.working;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.recall.Foreseeing;
import dev.engram.internal.recall.QueryShift;
import dev.engram.internal.recall.Recalling;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.Topic;
import dev.engram.scope.Principal;
import dev.engram.spi.Directions;
import dev.engram.spi.EmbeddingModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One conversation of one principal: what was heard moves the momentum, and a question is asked
 * with it. Thread-safe. Holds some vectors, a hash of the last turn, and two lists of candidates,
 * however long the conversation; no words. What it lets go of is overwritten with zeros first
 * (§10.7.3): vectors of the turn before the last but one, and everything when it is closed.
 */
public final class WorkingContext implements AutoCloseable {
  /** The topic of a long turn shows at its beginning. */
  private static final int HEARD_CHARACTERS = 2_000;

  /** So near, a pool of four times the candidates holds 98 % of what a whole search finds. */
  private static final double NEAR_ENOUGH = 0.3;

  private final Recalling recalling;
  private final Foreseeing foreseeing;
  private final EmbeddingDesk desk;
  private final Principal principal;
  private final Anticipation anticipation;
  private State state = State.NOTHING;
  private Query shape = Query.of("anything");
  private boolean closed;

  /** Of the vectors of one model: what was heard by another says nothing to this one. */
  private record State(
      Optional<Momentum> now, Optional<Momentum> before, String turnHash, Optional<String> model) {
    static final State NOTHING =
        new State(Optional.empty(), Optional.empty(), "", Optional.empty());

    void wipe() {
      now.ifPresent(Momentum::wipe);
      before.ifPresent(Momentum::wipe);
    }
  }

  WorkingContext(
      Recalling recalling,
      Foreseeing foreseeing,
      EmbeddingDesk desk,
      Principal principal,
      Anticipation anticipation) {
    this.recalling = recalling;
    this.foreseeing = foreseeing;
    this.desk = desk;
    this.principal = principal;
    this.anticipation = anticipation;
  }

  /** Takes in a turn, whoever said it, and begins to look for what may be asked next. */
  public void heard(String text) {
    requireOpen();
    String said = spoken(text);
    if (said.isBlank()) {
      return;
    }
    Optional<String> model = desk.model().map(EmbeddingModel::id);
    forget(model);
    Optional<float[]> embedded = desk.question(said).map(float[]::clone);
    if (embedded.isEmpty() || !Directions.normalise(embedded.get())) {
      return;
    }
    boolean taken = false;
    try {
      taken = take(said, embedded.get(), model);
    } finally {
      if (!taken) {
        Arrays.fill(embedded.get(), 0);
      }
    }
  }

  /** Takes a turn's vector over, unless another model took this one's place meanwhile. */
  private boolean take(String said, float[] turn, Optional<String> model) {
    Optional<Ground> ground =
        snapshot().now().isPresent()
            ? Optional.empty()
            : Optional.of(Ground.of(foreseeing.centre(principal)));
    if (!desk.model().map(EmbeddingModel::id).equals(model)) {
      return false; // this turn is not heard
    }
    float[] predicted = moved(said, turn, ground, model);
    ground.ifPresent(Ground::wipe);
    Query expected = shape();
    anticipation.prepare(predicted, () -> foreseeing.foresee(expected, principal, predicted));
    if (isClosed()) {
      anticipation.close();
    }
    return true;
  }

  /** Forgets what was heard by another model. */
  private synchronized void forget(Optional<String> model) {
    if (!state.model().equals(model)) {
      state.wipe();
      state = State.NOTHING;
      anticipation.close();
    }
  }

  /** Where the next question probably lies, after one more turn. */
  private synchronized float[] moved(
      String said, float[] turn, Optional<Ground> ground, Optional<String> model) {
    requireOpen();
    Momentum next =
        state
            .now()
            .map(now -> now.after(turn, Substance.of(said)))
            .orElseGet(() -> Momentum.first(ground.orElseThrow(), turn));
    state.before().ifPresent(Momentum::wipe);
    state = new State(Optional.of(next), state.now(), hash(said), model);
    return next.predicted();
  }

  /** Answers a question in the light of what was heard. */
  public Recall recall(Query query) {
    requireOpen();
    anticipation.cancel();
    forget(desk.model().map(EmbeddingModel::id));
    State heard = snapshot();
    shape(query);
    boolean asTurn = heard.turnHash().equals(hash(spoken(query.text())));
    // a question that was heard as a turn must not lean towards itself
    Optional<Momentum> momentum = asTurn ? heard.before() : heard.now();
    QueryShift shift =
        momentum
            .<QueryShift>map(m -> question -> shifted(m, query, question))
            .orElse(WorkingContext::straight);
    return recalling.recall(query, principal, shift);
  }

  private static QueryShift.Shifted straight(float[] question) {
    return new QueryShift.Shifted(question, 0, Optional.empty(), "none", true);
  }

  private QueryShift.Shifted shifted(Momentum momentum, Query query, float[] question) {
    if (momentum.dimension() != question.length) {
      return straight(question); // by another model than what was heard
    }
    double weight = momentum.weight(Substance.of(query.text()));
    float[] vector = momentum.blended(question, weight);
    Anticipation.Found found =
        anticipation.fitting(predicted -> momentum.likeness(vector, predicted), NEAR_ENOUGH);
    return new QueryShift.Shifted(vector, weight, found.foresight(), found.miss(), true);
  }

  /** How the last turn stood to those before it; nothing before the first, or unembedded. */
  public Optional<Topic> topic() {
    return snapshot().now().map(Momentum::topic);
  }

  /** Waits until what is being looked for is ready or given up. */
  public boolean settled() {
    return anticipation.settled();
  }

  private synchronized State snapshot() {
    return state;
  }

  private synchronized Query shape() {
    return shape;
  }

  /** Of a question only its bounds are kept: its words are not needed. */
  private synchronized void shape(Query query) {
    Query bounds = Query.of("anything").limit(query.limit()).only(query.kinds());
    shape = query.overseen() ? bounds.includingOverseen() : bounds;
  }

  private synchronized void requireOpen() {
    if (closed) {
      throw new VaultException(ErrorCode.CLOSED, "the conversation is closed");
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Tells one turn from another without keeping its words. */
  private static String hash(String said) {
    byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java lacks SHA-256", missing);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static String spoken(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .limit(HEARD_CHARACTERS)
        .map(c ->
            c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Forgets everything, overwriting vectors with zeros; idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      state.wipe();
      state = State.NOTHING;
    }
    anticipation.close();
  }
}
