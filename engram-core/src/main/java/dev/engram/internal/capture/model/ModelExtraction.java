package dev.engram.internal.capture.model;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.capture.model.Extraction.Extracted;
import dev.engram.internal.capture.model.Extraction.Reason;
import dev.engram.internal.capture.model.Extraction.Unusable;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.screen.prompt.PromptFrame;
import dev.engram.spi.LanguageModel;
import dev.engram.spi.LanguageModelInfo;
import dev.engram.spi.LanguageModelTimeoutException;
import dev.engram.spi.LanguageModelUnavailableException;
import dev.engram.spi.Prompt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a language model for the facts in an utterance (spec §6), and takes its word for nothing.
 *
 * <p>The words go as data, apart from the instructions; the answer is read strictly and held
 * against the text by {@link Grounding}, so what an utterance orders the model to say is no more
 * than what the utterance says. One answer that cannot be read is asked for again, with the rule it
 * broke; then the caller does without. Whatever the model does, the caller waits no longer than
 * {@link Patience#timeout()}, and after it was away, slow or unreadable three times in a row it is
 * left alone for a while.
 *
 * <p>The model runs on threads of its own, at most {@value #MOST_CALLS} at a time: one that ignores
 * its interrupt holds its place. Callers wait for a place no longer than for an answer, and are
 * then told {@link Reason#BUSY}.
 *
 * <p>Thread-safe. Nothing leaves the process but by the model given; whether that is allowed is
 * decided before.
 */
public final class ModelExtraction implements AutoCloseable {
  static final int MOST_CALLS = 2;

  /** Longer texts are to be cut into chunks first; in UTF-16 units. */
  public static final int LONGEST_TEXT = 32 << 10;

  private static final int MOST_UNREADABLE = 3;

  private final LanguageModel model;
  private final Patience patience;
  private final Circuit circuit;
  private final RandomGenerator random;
  private final Semaphore places = new Semaphore(MOST_CALLS);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().name("engram-language-model-", 0).daemon().factory());
  private final AtomicInteger unreadable = new AtomicInteger();

  /**
   * Takes the model over: it is closed with this.
   *
   * @param random where the marks around what is quoted come from
   */
  public ModelExtraction(
      LanguageModel model, Patience patience, InstantSource clock, RandomGenerator random) {
    this.model = model;
    this.patience = patience;
    this.random = random;
    this.circuit = new Circuit(clock, patience.pause());
  }

  /** Which model is asked, and where it is. */
  public LanguageModelInfo model() {
    return model.model();
  }

  /**
   * The facts in an utterance; of a blank one none, without asking.
   *
   * @throws VaultException with {@link ErrorCode#INTERRUPTED} if the calling thread is interrupted,
   *     {@link ErrorCode#CLOSED} after {@link #close()}
   */
  public Extraction extract(Utterance utterance) {
    if (utterance.text().isBlank()) {
      return new Extracted(List.of(), Optional.empty(), Optional.empty(), 0);
    }
    if (utterance.text().length() > LONGEST_TEXT) {
      return new Unusable(Reason.TOO_LONG);
    }
    long deadline = System.nanoTime() + patience.timeout().toNanos();
    var question = Question.of(utterance, PromptFrame.drawnFrom(random));
    var first = ask(question, deadline);
    if (first instanceof Reply.None none) {
      return new Unusable(none.reason());
    }
    var answer = AnswerReader.read(((Reply.Words) first).words());
    if (answer instanceof Answer.Malformed malformed) {
      var second = ask(question.again(malformed.problem()), deadline);
      if (second instanceof Reply.None none) {
        return new Unusable(none.reason());
      }
      answer = AnswerReader.read(((Reply.Words) second).words());
    }
    return switch (answer) {
      case Answer.Read read -> {
        readable();
        yield checked(read, utterance);
      }
      case Answer.Malformed _ -> {
        unreadable();
        yield new Unusable(Reason.BAD_ANSWER);
      }
    };
  }

  private static Extraction checked(Answer.Read read, Utterance utterance) {
    var grounding = new Grounding(utterance);
    var facts = new ArrayList<ModelFact>();
    for (var claim : read.claims()) {
      grounding
          .bears(claim)
          .map(quote ->
              new ModelFact(
                  claim.text(),
                  claim.subject(),
                  claim.predicate(),
                  claim.object(),
                  claim.negated(),
                  claim.modality(),
                  claim.category(),
                  claim.confidence(),
                  quote))
          .ifPresent(facts::add);
    }
    return new Extracted(
        facts,
        shorter(read.summary(), utterance, grounding),
        shorter(read.keyFact(), utterance, grounding),
        read.claims().size() - facts.size());
  }

  private static Optional<String> shorter(String form, Utterance utterance, Grounding grounding) {
    boolean fits = !form.isBlank() && form.length() <= utterance.text().length();
    return fits && grounding.borne(form) ? Optional.of(form) : Optional.empty();
  }

  /** What one call brought. */
  private sealed interface Reply {
    record Words(String words) implements Reply {
      @Override
      public String toString() {
        return "Words";
      }
    }

    record None(Reason reason) implements Reply {}
  }

  private Reply ask(Question question, long deadline) {
    int context = model.model().contextTokens();
    if (!question.fits(context)) {
      return new Reply.None(Reason.TOO_LONG);
    }
    if (!circuit.lets()) {
      return new Reply.None(Reason.PAUSED);
    }
    try {
      if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return new Reply.None(Reason.BUSY);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      places.release();
      return new Reply.None(Reason.TIMED_OUT);
    }
    return call(question.within(Duration.ofNanos(left), context), left);
  }

  /** Given back when the model returns, however late, or before it was called at all. */
  private final class Place {
    private final AtomicBoolean held = new AtomicBoolean(true);

    void giveBack() {
      if (held.getAndSet(false)) {
        places.release();
      }
    }
  }

  private Reply call(Prompt prompt, long left) {
    var place = new Place();
    var answer = new FutureTask<>(() -> complete(prompt, place));
    try {
      threads.execute(() -> {
        answer.run();
        place.giveBack();
      });
    } catch (RejectedExecutionException afterClose) {
      place.giveBack();
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed");
    }
    try {
      var words = answer.get(left, TimeUnit.NANOSECONDS);
      circuit.succeeded();
      return new Reply.Words(words);
    } catch (TimeoutException late) {
      answer.cancel(true);
      return failed(Reason.TIMED_OUT);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted();
    } catch (ExecutionException failure) {
      return failed(reason(failure.getCause()));
    }
  }

  /** The place is free before the answer is seen, so that the next call finds it. */
  private String complete(Prompt prompt, Place place) {
    try {
      return model.complete(prompt);
    } finally {
      place.giveBack();
    }
  }

  private static VaultException interrupted() {
    Thread.currentThread().interrupt();
    return new VaultException(
        ErrorCode.INTERRUPTED, "interrupted while waiting for a language model");
  }

  private static Reason reason(@Nullable Throwable cause) {
    return switch (cause) {
      case LanguageModelUnavailableException _ -> Reason.UNAVAILABLE;
      case LanguageModelTimeoutException _ -> Reason.TIMED_OUT;
      case Error error -> throw error;
      case null, default -> Reason.FAILED;
    };
  }

  private Reply failed(Reason reason) {
    if (reason == Reason.FAILED) {
      unreadable();
    } else {
      circuit.failed();
    }
    return new Reply.None(reason);
  }

  private void readable() {
    unreadable.set(0);
  }

  private void unreadable() {
    if (unreadable.incrementAndGet() >= MOST_UNREADABLE) {
      circuit.failed();
    }
  }

  /** Ends what runs, and does not wait for a model that will not end. */
  @Override
  public void close() {
    threads.shutdownNow();
    model.close();
  }
}
