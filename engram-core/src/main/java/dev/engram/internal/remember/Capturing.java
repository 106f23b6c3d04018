package dev.engram.internal.remember;

import dev.engram.config.CaptureOptions;
import dev.engram.config.CaptureOptions.Secrets;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.capture.Capture;
import dev.engram.internal.capture.Capture.Look;
import dev.engram.internal.capture.Captured;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.screen.Screen;
import dev.engram.internal.screen.Screened;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Screens and captures on platform threads of its own, one a processor: reading a long document is
 * work, which must not hold a carrier of virtual threads. Thread-safe.
 */
final class Capturing implements AutoCloseable {
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
   */
  record Spoken(
      Piece piece, List<Said> before, Optional<String> addressee, Instant when) {
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
   * @param notes what the caller should know
   */
  record Found(Captured captured, List<FactDraft> facts, List<CaptureNote> notes) {}

  /** A piece whose words may be stored. */
  Piece screened(Piece piece, List<CaptureNote> notes) {
    if (options.secrets() == Secrets.KEEP) {
      return piece;
    }
    NewMemory clean =
        switch (piece.memory()) {
          case Turn turn ->
              new Turn(turn.speaker(), clean(turn.text(), notes), turn.session(), turn.placement());
          case Statement stated ->
              new Statement(
                  clean(stated.subject(), notes),
                  stated.predicate(),
                  clean(stated.object(), notes),
                  stated.confidence(),
                  stated.negated(),
                  stated.modality(),
                  stated.placement());
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

  private String clean(String text, List<CaptureNote> notes) {
    Screened screened = screen.screen(text);
    if (!screened.clean() && !notes.contains(CaptureNote.SECRETS_REDACTED)) {
      notes.add(CaptureNote.SECRETS_REDACTED);
    }
    return screened.text();
  }

  /** Captures texts, several at a time; answers in their order. */
  List<Found> capture(List<Spoken> spoken) {
    if (!options.enabled()) {
      return spoken.stream()
          .map(one -> new Found(Captured.NOTHING, List.of(), List.of()))
          .toList();
    }
    var waiting = new ArrayList<Future<Found>>(spoken.size());
    for (Spoken one : spoken) {
      waiting.add(submit(one));
    }
    var found = new ArrayList<Found>(spoken.size());
    for (int i = 0; i < waiting.size(); i++) {
      Found own = await(waiting, i);
      Spoken one = spoken.get(i);
      boolean read = model.isPresent() && one.piece.kind() != Piece.Kind.OUTPUT;
      found.add(read ? model.orElseThrow().read(one.utterance(options), one.piece, own) : own);
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

  private static Found await(List<Future<Found>> waiting, int i) {
    try {
      return waiting.get(i).get();
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

  private Found find(Spoken one) {
    Utterance utterance = one.utterance(options);
    Piece piece = one.piece;
    var look =
        new Look(
            one.earlier(options),
            piece.memory().placement().category(),
            piece.memory().placement().source(),
            piece.outcome(),
            piece.kind() == Piece.Kind.TALK || piece.kind() == Piece.Kind.TEXT);
    Capture.Reading reading = capture().read(utterance, look);
    List<FactDraft> facts =
        FactDrafts.of(reading, utterance, piece, options.minConfidence());
    List<CaptureNote> notes =
        facts.size() == FactDrafts.MOST ? List.of(CaptureNote.BOUND_REACHED) : List.of();
    return new Found(reading.captured(), facts, notes);
  }

  @Override
  public void close() {
    threads.shutdown();
    threads.close();
    model.ifPresent(ModelReading::close);
  }
}
