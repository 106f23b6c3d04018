package dev.engram.internal.embed;

import dev.engram.fault.EmbeddingException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.outward.OutwardEmbedder;
import dev.engram.internal.outward.Passage;
import dev.engram.internal.outward.Passing;
import dev.engram.spi.EmbedderException;
import dev.engram.spi.EmbedderUnavailableException;
import dev.engram.spi.EmbeddingDimensionException;
import dev.engram.spi.EmbeddingModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * One embedder and the threads it is called on, so that native work never holds a carrier of
 * virtual threads; nothing gets through that does not fit its space. Questions and documents have a
 * thread each: a question does not wait behind a long batch, save inside the embedder. Thread-safe.
 */
final class Seat implements AutoCloseable {
  private final OutwardEmbedder embedder;
  private final ExecutorService documents = thread("engram-embed-documents");
  private final ExecutorService questions = thread("engram-embed-questions");
  private volatile boolean closed;

  /** Takes the embedder over. */
  Seat(OutwardEmbedder embedder) {
    this.embedder = embedder;
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
  }

  EmbeddingModel model() {
    return embedder.model();
  }

  boolean available() {
    return !closed && embedder.available();
  }

  /** Whether nobody sits here any more: what was asked since then was not answered. */
  boolean closed() {
    return closed;
  }

  /**
   * Documents, shapes {@code [texts][parts][dimension]}, without any part for those that must not
   * leave; nothing when the embedder is down.
   */
  Optional<List<float[][]>> documents(List<Passage> texts) {
    OutwardEmbedder.Documents leaving = embedder.documents(texts);
    int count = leaving.leaving();
    return count == 0
        ? Optional.of(leaving.spread(List.of()))
        : start(documents, leaving::embed)
            .flatMap(Seat::await)
            .map(answer -> leaving.spread(checked(answer, count, model())));
  }

  /** A question under way. */
  Asking question(String text) {
    OutwardEmbedder.Question leaving = embedder.question(text);
    return new Asking(
        this,
        leaving.leaves() ? start(questions, leaving::embed) : Optional.empty(),
        leaving.passing());
  }

  /**
   * A question that is being embedded.
   *
   * @param seat by whom
   * @param answer nothing if it was not begun
   * @param passing what became of it on its way
   */
  record Asking(Seat seat, Optional<Future<float[]>> answer, Passing passing) {
    /** Waits: shape {@code [dimension]}, or nothing when the embedder is down. */
    Optional<float[]> vector() {
      return answer.flatMap(Seat::await).map(vector -> checked(vector, seat.model()));
    }
  }

  private static <T> Optional<Future<T>> start(ExecutorService thread, Callable<T> work) {
    try {
      return Optional.of(thread.submit(work));
    } catch (RejectedExecutionException afterClose) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> await(Future<T> answer) {
    try {
      return Optional.of(answer.get());
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new VaultException(ErrorCode.INTERRUPTED, "interrupted while waiting for an embedding");
    } catch (ExecutionException failed) {
      return switch (failed.getCause()) {
        case EmbedderUnavailableException down -> Optional.empty();
        case EmbeddingDimensionException wrong ->
            throw new EmbeddingException(
                ErrorCode.DIMENSION_MISMATCH, "the embedder changed its dimension", wrong);
        case EmbedderException other ->
            throw new EmbeddingException(
                ErrorCode.EMBEDDING_FAILED, "the embedder answered with an error", other);
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failed.getCause());
      };
    }
  }

  private static List<float[][]> checked(List<float[][]> answer, int texts, EmbeddingModel model) {
    if (answer.size() != texts) {
      throw new EmbeddingException(
          ErrorCode.EMBEDDING_FAILED,
          "the embedder answered " + answer.size() + " entries for " + texts + " texts");
    }
    for (float[][] parts : answer) {
      if (parts.length == 0) {
        throw new EmbeddingException(
            ErrorCode.EMBEDDING_FAILED, "the embedder answered a text with no vector");
      }
      for (float[] part : parts) {
        checked(part, model);
      }
    }
    return answer;
  }

  private static float[] checked(float[] vector, EmbeddingModel model) {
    if (vector.length != model.dimension()) {
      throw new EmbeddingException(
          ErrorCode.DIMENSION_MISMATCH,
          "a vector has " + vector.length + " components; the model says " + model.dimension());
    }
    boolean somewhere = false;
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new EmbeddingException(
            ErrorCode.EMBEDDING_FAILED, "component " + i + " of a vector is not finite");
      }
      somewhere |= vector[i] != 0;
    }
    if (!somewhere) {
      throw new EmbeddingException(
          ErrorCode.EMBEDDING_FAILED, "a vector of zeros has no direction");
    }
    return vector;
  }

  /** Lets what is under way end, then frees the embedder; idempotent. */
  @Override
  public void close() {
    closed = true;
    documents.shutdown();
    questions.shutdown();
    documents.close();
    questions.close();
    embedder.close();
  }
}
