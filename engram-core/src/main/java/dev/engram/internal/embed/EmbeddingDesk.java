package dev.engram.internal.embed;

import dev.engram.fault.EmbeddingException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.outward.Outward;
import dev.engram.internal.outward.OutwardEmbedder;
import dev.engram.internal.outward.Passage;
import dev.engram.internal.outward.Passing;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where texts are embedded: by the model in use and, while memories are moved to another model, by
 * that one as well. A change of model takes effect between calls; one under way ends with the model
 * it began with, or is made again with the new one.
 *
 * <p>Thread-safe. An embedder that is down yields an empty answer; one that answers nonsense is an
 * error.
 */
public final class EmbeddingDesk implements AutoCloseable {
  private final Outward outward;
  private volatile Seats seats;
  private volatile boolean closed;

  private record Seats(Optional<Seat> now, Optional<Seat> next) {}

  /**
   * Takes the embedder over: it is closed with the desk.
   *
   * @param outward the gate that other embedders will be put behind
   */
  public EmbeddingDesk(Optional<OutwardEmbedder> embedder, Outward outward) {
    this.outward = outward;
    this.seats = new Seats(embedder.map(Seat::new), Optional.empty());
  }

  /** An embedder behind the gate, for {@link #begin}. */
  public OutwardEmbedder gated(Embedder embedder) {
    return outward.embedder(embedder);
  }

  /** The model in use, if there is an embedder. */
  public Optional<EmbeddingModel> model() {
    return seats.now.map(Seat::model);
  }

  /** The model that comes in its place, if one does. */
  public Optional<EmbeddingModel> nextModel() {
    return seats.next.map(Seat::model);
  }

  /** Whether an embedding would probably succeed now. */
  public boolean available() {
    return seats.now.map(Seat::available).orElse(false);
  }

  /** Whether one by the model that comes would. */
  public boolean nextAvailable() {
    return seats.next.map(Seat::available).orElse(false);
  }

  /**
   * Embeds documents by the model in use.
   *
   * @return shapes {@code [texts][parts][dimension]}, without any part for texts that must not
   *     leave; or nothing when there is no embedder or it is down
   * @throws EmbeddingException if the answer does not fit the model
   */
  public Optional<List<float[][]>> documents(List<Passage> texts) {
    while (!texts.isEmpty()) {
      Optional<Seat> seat = seats.now;
      Optional<List<float[][]>> answer = seat.flatMap(one -> one.documents(texts));
      if (answer.isPresent() || !left(seat)) {
        return answer;
      }
    }
    return Optional.empty();
  }

  /** The same by the model that comes. */
  public Optional<List<float[][]>> nextDocuments(List<Passage> texts) {
    return texts.isEmpty() ? Optional.empty() : seats.next.flatMap(one -> one.documents(texts));
  }

  /**
   * Embeds a question by the model in use.
   *
   * @return shape {@code [dimension]}, or nothing when there is no embedder or it is down
   * @throws EmbeddingException if the answer does not fit the model
   */
  public Optional<float[]> question(String text) {
    while (true) {
      Optional<Seat> seat = seats.now;
      Optional<float[]> answer = seat.flatMap(one -> one.question(text).vector());
      if (answer.isPresent() || !left(seat)) {
        return answer;
      }
    }
  }

  /**
   * A question's vector by one model.
   *
   * @param model the model's id
   * @param vector shape {@code [dimension]}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Meant(String model, float[] vector) {}

  /**
   * A question's vectors.
   *
   * @param all one for each model that answers, that in use first
   * @param passing what became of the question on its way to the model in use
   */
  public record Meanings(List<Meant> all, Passing passing) {}

  /**
   * Embeds a question by every model that memories have vectors of, at the same time.
   *
   * @throws EmbeddingException if the answer of the model in use does not fit it; what the other
   *     answers is left out if it does not
   */
  public Meanings meanings(String text) {
    while (true) {
      Seats all = seats;
      Optional<Seat.Asking> next = all.next.map(seat -> seat.question(text));
      Optional<Seat.Asking> now = all.now.map(seat -> seat.question(text));
      var meant = new ArrayList<Meant>(2);
      now.flatMap(Seat.Asking::vector)
          .ifPresent(vector -> meant.add(new Meant(all.now.orElseThrow().model().id(), vector)));
      next.flatMap(EmbeddingDesk::ifItFits)
          .ifPresent(vector -> meant.add(new Meant(all.next.orElseThrow().model().id(), vector)));
      if (!meant.isEmpty() || !left(all.now)) {
        return new Meanings(meant, now.map(Seat.Asking::passing).orElse(Passing.UNTOUCHED));
      }
    }
  }

  private static Optional<float[]> ifItFits(Seat.Asking asking) {
    try {
      return asking.vector();
    } catch (VaultException interruptedOrClosed) {
      throw interruptedOrClosed;
    } catch (RuntimeException unusable) {
      return Optional.empty(); // moving memories to it will tell; questions have the other model
    }
  }

  /** Whether a seat was left while it was asked, so that another is to be asked. */
  private boolean left(Optional<Seat> seat) {
    if (closed) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed");
    }
    return seat.isPresent() && seat.get().closed() && !seats.now.equals(seat);
  }

  /** Lets another model come in; its embedder is taken over. */
  public synchronized void begin(OutwardEmbedder next) {
    Seats was = seats;
    seats = new Seats(was.now, Optional.of(new Seat(next)));
    was.next.ifPresent(Seat::close);
  }

  /**
   * Puts the model that came in the place of the one in use.
   *
   * @return closes the embedder that was in use; waits until its last call has ended
   */
  public synchronized Runnable takePlace() {
    Seats was = seats;
    seats = new Seats(was.next, Optional.empty());
    return () -> was.now.ifPresent(Seat::close);
  }

  /** Lets the model that was coming go, and closes its embedder. */
  public synchronized void dismiss() {
    Seats was = seats;
    seats = new Seats(was.now, Optional.empty());
    was.next.ifPresent(Seat::close);
  }

  @Override
  public synchronized void close() {
    closed = true;
    seats.now.ifPresent(Seat::close);
    seats.next.ifPresent(Seat::close);
  }
}
