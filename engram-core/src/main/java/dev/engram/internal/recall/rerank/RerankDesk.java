package dev.engram.internal.recall.rerank;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.screen.Screen;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.Reranker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls the reranker on a platform thread of its own, waits no longer than asked, and believes no
 * answer that does not fit. While a call goes on after its time-out nothing is asked, so that a
 * reranker that hangs costs one recall its time-out and not every one.
 *
 * <p>Thread-safe. Every line of the reranker but {@code close} runs on that thread.
 */
public final class RerankDesk implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Optional<Reranker> reranker;
  private final Screen screen;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("engram-rerank").daemon().factory());

  /** The last call that was given up on. */
  private volatile Optional<Call> late = Optional.empty();

  /**
   * Takes the reranker over: it is closed with the desk.
   *
   * @param screen what text passes before it leaves this process
   */
  public RerankDesk(Optional<Reranker> reranker, Screen screen) {
    this.reranker = reranker;
    this.screen = screen;
  }

  /** What came of asking. */
  sealed interface Answer {
    /**
     * Scores, one a text, each finite.
     *
     * @param values in the order of the texts
     */
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Scores(double[] values) implements Answer {}

    /** There is no reranker, or it is away or still busy with a call that was given up on. */
    record Unavailable() implements Answer {}

    /** It threw, was too late, or answered nonsense. */
    record Failed() implements Answer {}
  }

  /**
   * Asks for scores; returns when they are there, or when the time is over.
   *
   * @throws VaultException if the engine is closed or the caller was interrupted
   */
  Answer score(String question, List<String> texts, Duration timeout) {
    if (reranker.isEmpty() || late.map(call -> !call.ended).orElse(false)) {
      return new Answer.Unavailable();
    }
    var call = new Call(reranker.get(), screen, question, texts);
    Future<Answer> answer;
    try {
      answer = thread.submit(call);
    } catch (RejectedExecutionException afterClose) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed");
    }
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException over) {
      giveUp(call, answer);
      return new Answer.Failed();
    } catch (InterruptedException interrupted) {
      giveUp(call, answer);
      Thread.currentThread().interrupt();
      throw new VaultException(ErrorCode.INTERRUPTED, "interrupted while waiting for a reranker");
    } catch (ExecutionException failed) {
      return new Answer.Failed(); // whatever it threw, the order before it stands
    }
  }

  private void giveUp(Call call, Future<Answer> answer) {
    answer.cancel(true);
    if (call.started) {
      late = Optional.of(call);
    }
  }

  private static final class Call implements Callable<Answer> {
    private final Reranker reranker;
    private final Screen screen;
    private final String question;
    private final List<String> texts;
    private volatile boolean started;
    private volatile boolean ended;

    Call(Reranker reranker, Screen screen, String question, List<String> texts) {
      this.reranker = reranker;
      this.screen = screen;
      this.question = question;
      this.texts = List.copyOf(texts);
    }

    @Override
    public Answer call() {
      started = true;
      try {
        if (!reranker.available()) {
          return new Answer.Unavailable();
        }
        boolean leaves = reranker.locality() != Locality.IN_PROCESS;
        String asked = leaves ? screen.screen(question).text() : question;
        List<String> read =
            leaves ? texts.stream().map(text -> screen.screen(text).text()).toList() : texts;
        return checked(reranker.score(asked, read).clone(), texts.size());
      } finally {
        ended = true;
      }
    }

    private static Answer checked(double[] scores, int texts) {
      if (scores.length != texts) {
        return new Answer.Failed();
      }
      for (double score : scores) {
        if (!Double.isFinite(score)) {
          return new Answer.Failed();
        }
      }
      return new Answer.Scores(scores);
    }
  }

  /** Interrupts a call under way; one that does not heed it is left behind with its reranker. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        reranker.ifPresent(Reranker::close);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
