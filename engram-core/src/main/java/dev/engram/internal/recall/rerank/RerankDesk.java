package dev.engram.internal.recall.rerank;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.outward.OutwardReranker;
import dev.engram.internal.outward.Passage;
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

  private final Optional<OutwardReranker> reranker;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("engram-rerank").daemon().factory());

  /** The last call that was given up on. */
  private volatile Optional<Call> late = Optional.empty();

  /** Takes the reranker over: it is closed with the desk. */
  public RerankDesk(Optional<OutwardReranker> reranker) {
    this.reranker = reranker;
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

    /** What would have to be sent has to stay in this process. */
    record Withheld() implements Answer {}

    /** It threw, was too late, or answered nonsense. */
    record Failed() implements Answer {}
  }

  /**
   * Asks for scores; returns when they are there, or when the time is over.
   *
   * @throws VaultException if the engine is closed or the caller was interrupted
   */
  Answer score(String question, List<Passage> texts, Duration timeout) {
    if (reranker.isEmpty() || late.map(call -> !call.ended).orElse(false)) {
      return new Answer.Unavailable();
    }
    var call = new Call(reranker.get(), question, texts);
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
    private final OutwardReranker reranker;
    private final String question;
    private final List<Passage> texts;
    private volatile boolean started;
    private volatile boolean ended;

    Call(OutwardReranker reranker, String question, List<Passage> texts) {
      this.reranker = reranker;
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
        return reranker
            .score(question, texts)
            .map(scores -> checked(scores.clone(), texts.size()))
            .orElseGet(Answer.Withheld::new);
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
        reranker.ifPresent(OutwardReranker::close);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
