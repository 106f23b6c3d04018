package dev.engram.internal.embed;

import dev.engram.fault.EmbeddingException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.screen.Screen;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbedderException;
import dev.engram.spi.EmbedderUnavailableException;
import dev.engram.spi.EmbeddingDimensionException;
import dev.engram.spi.EmbeddingModel;
import dev.engram.spi.EmbeddingModel.Locality;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Calls the embedder on platform threads of its own, so that native work never holds a carrier of
 * virtual threads, and lets nothing through that does not fit the space. Questions and documents
 * have a thread each: a question does not wait behind a long batch, save inside the embedder.
 *
 * <p>Thread-safe. An embedder that is down yields an empty answer; one that answers nonsense is an
 * error.
 */
public final class EmbeddingDesk implements AutoCloseable {
  private final Optional<Embedder> embedder;
  private final Screen screen;
  private final ExecutorService documents = thread("engram-embed-documents");
  private final ExecutorService questions = thread("engram-embed-questions");

  /**
   * Takes the embedder over: it is closed with the desk.
   *
   * @param screen what text passes before it leaves this process
   */
  public EmbeddingDesk(Optional<Embedder> embedder, Screen screen) {
    this.embedder = embedder;
    this.screen = screen;
  }

  private String outward(String text) {
    boolean leaves = model().map(model -> model.locality() != Locality.IN_PROCESS).orElse(false);
    return leaves ? screen.screen(text).text() : text;
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
  }

  /** The model in use, if there is an embedder. */
  public Optional<EmbeddingModel> model() {
    return embedder.map(Embedder::model);
  }

  /** Whether an embedding would probably succeed now. */
  public boolean available() {
    return embedder.map(Embedder::available).orElse(false);
  }

  /**
   * Embeds documents.
   *
   * @return shapes {@code [texts][parts][dimension]}, or nothing when there is no embedder or it is
   *     down
   * @throws EmbeddingException if the answer does not fit the model
   */
  public Optional<List<float[][]>> documents(List<String> texts) {
    if (embedder.isEmpty() || texts.isEmpty()) {
      return Optional.empty();
    }
    var model = embedder.get().model();
    List<String> screened = texts.stream().map(this::outward).toList();
    return call(documents, () -> embedder.get().embedDocuments(screened))
        .map(answer -> checked(answer, texts.size(), model));
  }

  /**
   * Embeds a question.
   *
   * @return shape {@code [dimension]}, or nothing when there is no embedder or it is down
   * @throws EmbeddingException if the answer does not fit the model
   */
  public Optional<float[]> question(String text) {
    if (embedder.isEmpty()) {
      return Optional.empty();
    }
    var model = embedder.get().model();
    String screened = outward(text);
    return call(questions, () -> embedder.get().embedQuery(screened))
        .map(vector -> checked(vector, model));
  }

  private static <T> Optional<T> call(ExecutorService thread, Callable<T> work) {
    Future<T> answer;
    try {
      answer = thread.submit(work);
    } catch (RejectedExecutionException afterClose) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed");
    }
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

  @Override
  public void close() {
    documents.shutdown();
    questions.shutdown();
    documents.close();
    questions.close();
    embedder.ifPresent(Embedder::close);
  }
}
