package dev.engram.internal.outward;

import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import dev.engram.spi.EmbeddingModel.Locality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host's embedder behind the gate. A value has the same placeholder in every text, so that a
 * question and what answers it still mean the same; each text is worded by itself, so that it has
 * the same vector whatever it is embedded with. Thread-safe as the embedder is.
 */
public final class OutwardEmbedder implements AutoCloseable {
  private final Embedder embedder;
  private final Service service;
  private final Runnable leave;

  /**
   * Behind a gate.
   *
   * @param leave tells the gate that it is closed
   */
  OutwardEmbedder(Embedder embedder, Service service, Runnable leave) {
    this.embedder = embedder;
    this.service = service;
    this.leave = leave;
  }

  /** What it produces. */
  public EmbeddingModel model() {
    return embedder.model();
  }

  /** Whether a call would probably succeed now. */
  public boolean available() {
    return embedder.available();
  }

  /**
   * Documents on their way.
   *
   * @throws dev.engram.fault.AuditException if the audit cannot take note; nothing is sent then
   */
  public Documents documents(List<Passage> passages) {
    Locality place = service.place();
    if (place == Locality.IN_PROCESS) {
      return new Documents(
          embedder, passages.stream().map(one -> Optional.of(one.text())).toList());
    }
    var worded = new ArrayList<Optional<String>>(passages.size());
    Passing all = Passing.UNTOUCHED;
    for (Passage passage : passages) {
      Redaction redaction = service.keyed(place);
      worded.addAll(redaction.pass(List.of(passage), true));
      all = all.and(redaction.passing());
    }
    int leaving = (int) worded.stream().filter(Optional::isPresent).count();
    service.leaving(leaving, all);
    return new Documents(embedder, worded);
  }

  /** Documents as they may leave. */
  public static final class Documents {
    private static final float[][] NONE = {};

    private final Embedder embedder;
    private final List<Optional<String>> worded;

    private Documents(Embedder embedder, List<Optional<String>> worded) {
      this.embedder = embedder;
      this.worded = worded;
    }

    /** How many leave. */
    public int leaving() {
      return (int) worded.stream().filter(Optional::isPresent).count();
    }

    /** Embeds those that leave; shapes {@code [leaving][parts][dimension]}. */
    public List<float[][]> embed() {
      return embedder.embedDocuments(worded.stream().flatMap(Optional::stream).toList());
    }

    /** Puts vectors to the texts they are of; what stayed here has none. */
    public List<float[][]> spread(List<float[][]> vectors) {
      var spread = new ArrayList<float[][]>(worded.size());
      int next = 0;
      for (Optional<String> one : worded) {
        spread.add(one.isPresent() ? vectors.get(next++) : NONE);
      }
      return spread;
    }
  }

  /**
   * A question on its way.
   *
   * @throws dev.engram.fault.AuditException if the audit cannot take note; nothing is sent then
   */
  public Question question(String text) {
    Locality place = service.place();
    if (place == Locality.IN_PROCESS) {
      return new Question(embedder, Optional.of(text), Passing.UNTOUCHED);
    }
    Redaction redaction = service.keyed(place);
    Optional<String> worded = redaction.pass(List.of(Passage.of(text)), true).getFirst();
    service.leaving(worded.isPresent() ? 1 : 0, redaction.passing());
    return new Question(embedder, worded, redaction.passing());
  }

  /** A question as it may leave. */
  public static final class Question {
    private final Embedder embedder;
    private final Optional<String> worded;
    private final Passing passing;

    private Question(Embedder embedder, Optional<String> worded, Passing passing) {
      this.embedder = embedder;
      this.worded = worded;
      this.passing = passing;
    }

    /** What became of it. */
    public Passing passing() {
      return passing;
    }

    /** Whether it leaves. */
    public boolean leaves() {
      return worded.isPresent();
    }

    /** Embeds it. */
    public float[] embed() {
      return embedder.embedQuery(worded.orElseThrow());
    }
  }

  @Override
  public void close() {
    embedder.close();
    leave.run();
  }
}
