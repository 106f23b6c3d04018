package dev.engram.internal.remember;

import dev.engram.config.CaptureOptions;
import dev.engram.config.CaptureOptions.Secrets;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.capture.Capture;
import dev.engram.internal.capture.Capture.Look;
import dev.engram.internal.capture.Captured;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.remember.Piece.Kind;
import dev.engram.internal.screen.Finding;
import dev.engram.internal.screen.Screen;
import dev.engram.internal.screen.Screened;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Screens and captures on platform threads of its own, one a processor: reading a long document is
 * work, which must not hold a carrier of virtual threads. Thread-safe.
 */
final class Capturing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Capturing.class);

  /**
   * How many texts of one call wait for a thread at a time, so that other calls have their turn.
   */
  private static final int MOST_WAITING = 32;

  private static final int NEAR_BOUND = 256;

  private final CaptureOptions options;
  private final Screen screen;
  private final Supplier<Capture> loading;
  private @Nullable Capture loaded;
  private final Optional<ModelReading> model;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("engram-capture-", 0).daemon().factory());

  Capturing(
      CaptureOptions options,
      Screen screen,
      Supplier<Capture> loading,
      Optional<ModelReading> model) {
    this.options = options;
    this.screen = screen;
    this.loading = loading;
    this.model = model;
  }

  /**
   * A memory to be, with what is needed to understand it.
   *
   * @param piece the memory
   * @param before what was said just before in its session, oldest first
   * @param addressee whom it is said to
   * @param when when it was said
   * @param tier how it is protected
   */
  record Spoken(
      Piece piece, List<Said> before, Optional<String> addressee, Instant when, SecurityTier tier) {
    private List<Utterance> earlier(CaptureOptions options) {
      return before.stream()
          .map(said ->
              new Utterance(said.text(), said.speaker(), Optional.empty(), when, options.zone()))
          .toList();
    }

    Utterance utterance(CaptureOptions options) {
      Optional<String> speaker =
          piece.memory() instanceof Turn turn ? turn.speaker() : Optional.empty();
      return new Utterance(piece.memory().text(), speaker, addressee, when, options.zone());
    }
  }

  /**
   * What was found.
   *
   * @param captured in the text itself
   * @param facts what is to be derived from it
   * @param likeness by what it finds those that say the same
   * @param notes what the caller should know
   */
  record Found(
      Captured captured, List<FactDraft> facts, Likeness likeness, List<CaptureNote> notes) {}

  /** A piece whose words may be stored. */
  Piece screened(Piece piece, List<CaptureNote> notes) {
    if (options.secrets() == Secrets.KEEP) {
      return piece;
    }
    NewMemory clean =
        switch (piece.memory()) {
          case Turn turn ->
              new Turn(turn.speaker(), clean(turn.text(), notes), turn.session(), turn.placement());
          case Statement stated -> clean(stated, notes);
          case Routine routine ->
              new Routine(
                  clean(routine.task(), notes),
                  routine.steps().stream().map(step -> clean(step, notes)).toList(),
                  routine.tools(),
                  routine.outcome(),
                  routine.placement());
        };
    return piece.with(clean);
  }

  /** A secret may show only by what stands before it, so the whole is screened as well. */
  private Statement clean(Statement stated, List<CaptureNote> notes) {
    String subject = clean(stated.subject(), notes);
    String object = clean(stated.object(), notes);
    Screened whole = screen.screen(subject + " " + stated.predicate() + " " + object);
    if (!whole.clean()) {
      note(notes);
      object = whole.findings().getLast().placeholder();
    }
    return new Statement(
        subject,
        clean(stated.predicate(), notes),
        object,
        stated.confidence(),
        stated.negated(),
        stated.modality(),
        stated.placement());
  }

  private String clean(String text, List<CaptureNote> notes) {
    Screened screened = screen.screen(text);
    if (screened.clean()) {
      return text;
    }
    note(notes);
    // a placeholder that is longer than what it hides must not push a text over its bound
    boolean grows = screened.text().length() > text.length() && text.length() > NEAR_BOUND;
    return grows ? shortened(text, screened) : screened.text();
  }

  private static String shortened(String text, Screened screened) {
    var out = new StringBuilder(text);
    for (Finding finding : screened.findings().reversed()) {
      out.replace(finding.start(), finding.end(), "[*]");
    }
    return out.toString();
  }

  private static void note(List<CaptureNote> notes) {
    if (!notes.contains(CaptureNote.SECRETS_REDACTED)) {
      notes.add(CaptureNote.SECRETS_REDACTED);
    }
  }

  /** A text of any length that may be stored; the text itself if there is nothing to take out. */
  String clean(String text) {
    return options.secrets() == Secrets.KEEP ? text : screen.screen(text).text();
  }

  /** Captures texts, several at a time; answers in their order. */
  List<Found> capture(List<Spoken> spoken) {
    if (!options.enabled()) {
      return spoken.stream()
          .map(one ->
              new Found(
                  Captured.NOTHING,
                  List.of(),
                  Likeness.of(one.piece.memory(), one.piece.scope()),
                  List.of()))
          .toList();
    }
    var found = new ArrayList<Found>(spoken.size());
    var waiting = new ArrayDeque<Future<Found>>();
    int submitted = 0;
    while (found.size() < spoken.size()) {
      while (submitted < spoken.size() && waiting.size() < MOST_WAITING) {
        waiting.add(submit(spoken.get(submitted++)));
      }
      Spoken one = spoken.get(found.size());
      Found own = await(waiting);
      boolean statements = one.piece.kind() == Kind.TALK || one.piece.kind() == Kind.TEXT;
      found.add(
          model.isPresent() && statements
              ? model.get().read(one, one.utterance(options), own)
              : own);
    }
    return found;
  }

  private Future<Found> submit(Spoken one) {
    try {
      return threads.submit(() -> find(one));
    } catch (RejectedExecutionException afterClose) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed", afterClose);
    }
  }

  private static Found await(Queue<Future<Found>> waiting) {
    try {
      return waiting.remove().get();
    } catch (CancellationException afterClose) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed", afterClose);
    } catch (InterruptedException interrupted) {
      waiting.forEach(one -> one.cancel(true));
      Thread.currentThread().interrupt();
      throw new VaultException(
          ErrorCode.INTERRUPTED, "interrupted while texts were read; nothing was written");
    } catch (ExecutionException failed) {
      throw switch (failed.getCause()) {
        case RuntimeException bug -> bug;
        case Error error -> throw error;
        case null, default -> new IllegalStateException(failed.getCause());
      };
    }
  }

  /** Loaded with the first text, so that opening a vault does not wait for it. */
  private synchronized Capture capture() {
    Capture capture = loaded;
    if (capture == null) {
      capture = loading.get();
      loaded = capture;
    }
    return capture;
  }

  /** What cannot be read is kept as it is: a fault of reading must not lose what was said. */
  private Found find(Spoken one) {
    try {
      return read(one);
    } catch (RuntimeException | StackOverflowError failed) {
      LOG.warn("a text could not be read: {}", failed.getClass().getName());
      return new Found(
          Captured.NOTHING,
          List.of(),
          Likeness.of(one.piece.memory(), one.piece.scope()),
          List.of(CaptureNote.NOT_READ));
    }
  }

  private Found read(Spoken one) {
    Utterance utterance = one.utterance(options);
    Piece piece = one.piece;
    var look =
        new Look(
            one.earlier(options),
            piece.memory().placement().category(),
            piece.memory().placement().source(),
            piece.outcome(),
            piece.kind() == Kind.TALK || piece.kind() == Kind.TEXT);
    Capture.Reading reading = capture().read(utterance, look);
    List<FactDraft> facts = FactDrafts.of(reading, utterance, piece, options.minConfidence());
    List<CaptureNote> notes =
        facts.size() == FactDrafts.MOST ? List.of(CaptureNote.BOUND_REACHED) : List.of();
    return new Found(reading.captured(), facts, Likeness.of(piece.memory(), piece.scope()), notes);
  }

  @Override
  public void close() {
    for (Runnable unread : threads.shutdownNow()) {
      if (unread instanceof Future<?> future) {
        future.cancel(true);
      }
    }
    threads.close();
    model.ifPresent(ModelReading::close);
  }
}
