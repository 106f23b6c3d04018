package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.fault.AccessException;
import dev.engram.fault.AuditException;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.access.Bands;
import dev.engram.internal.access.Envelope;
import dev.engram.internal.access.RateLimits;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.audit.Note;
import dev.engram.memory.DryRun;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Hit;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The gate that every call of a host passes, so that it is counted against its principal's limits,
 * tells an untrusted principal bands for scores, and is heard of by the audit: of reads here, of
 * refusals and failures here, of changes where they are written. Thread-safe.
 */
public final class Gate {
  private static final String CLEAR = "cleartext";
  private static final String SENSITIVE = "sensitive";

  private final AuditTrail audit;
  private final RateLimits limits;
  private final Envelope envelope;
  private final Bands bands;

  Gate(AuditTrail audit, RateLimits limits, Envelope envelope, Bands bands) {
    this.audit = audit;
    this.limits = limits;
    this.envelope = envelope;
    this.bands = bands;
  }

  /** A change: its entry is written with it; this hears of a refusal. */
  <T> T change(AuditEvent event, Principal principal, Consumer<Note> about, Supplier<T> call) {
    return heard(
        event,
        Optional.of(principal),
        about,
        () -> {
          if (event != AuditEvent.REMEMBERED) {
            limits.write(principal, 1); // what is remembered is counted when it is in pieces
          }
          return call.get();
        });
  }

  /** A turn of a conversation, which is counted and not told. */
  <T> T turn(Principal principal, Supplier<T> call) {
    return heard(AuditEvent.RECALLED, Optional.of(principal), note -> {}, call);
  }

  /** What a principal is told of a rehearsal. */
  DryRun told(DryRun run, Principal principal) {
    return bands.told(run, principal);
  }

  /**
   * A read.
   *
   * @param about what it is about, told of an answer and of a refusal alike
   * @param told what is told of an answer
   */
  <T> T read(
      AuditEvent event,
      Principal principal,
      Consumer<Note> about,
      Supplier<T> call,
      BiConsumer<Note, T> told) {
    T answer = heard(event, Optional.of(principal), about, call);
    Note note = audit.by(principal, event);
    about.accept(note);
    told.accept(note, answer);
    audit.take(note);
    return answer;
  }

  /** A read of a list that is counted. */
  <T> List<T> items(
      AuditEvent event, Principal principal, Consumer<Note> about, Supplier<List<T>> call) {
    return read(
        event, principal, about, call, (note, found) -> note.count(AuditCount.ITEMS, found.size()));
  }

  /** A read of memories. */
  <T> T memories(
      AuditEvent event,
      Principal principal,
      Consumer<Note> about,
      Supplier<T> call,
      Function<T, List<? extends Memory>> told) {
    T answer = read(event, principal, about, call, (note, found) -> tiers(note, told.apply(found)));
    opened(principal, told.apply(answer));
    return answer;
  }

  /** A question. */
  Recall recall(String question, Principal principal, Supplier<Recall> call) {
    Recall answer =
        read(
            AuditEvent.RECALLED,
            principal,
            note -> note.asked(question),
            call,
            (note, recall) -> {
              tiers(note, recall.hits().stream().map(Hit::memory).toList());
              note.count(AuditCount.VISIBLE, recall.trace().visible())
                  .count(AuditCount.TOKENS, recall.hits().stream().mapToInt(Hit::tokens).sum())
                  .count(AuditCount.DEGRADATIONS, recall.trace().degradations().size())
                  .count(AuditCount.MICROS, recall.trace().took().toNanos() / 1_000);
            });
    opened(principal, answer.hits().stream().map(Hit::memory).toList());
    return bands.told(answer, question, principal);
  }

  /** Memories that were kept out of a prompt. */
  void blocked(Principal principal, List<MemoryId> withheld) {
    Note note =
        audit
            .by(principal, AuditEvent.INJECTION_BLOCKED)
            .count(AuditCount.FLAGGED, withheld.size());
    withheld.forEach(note::on);
    audit.take(note);
  }

  /** What only the host does: its entry comes first, and one more if it fails. */
  public <T> T hosted(AuditEvent event, Consumer<Note> about, Supplier<T> call) {
    Note note = audit.byHost(event);
    about.accept(note);
    audit.take(note);
    return heard(event, Optional.empty(), about, call);
  }

  private static void tiers(Note note, List<? extends Memory> found) {
    note.count(AuditCount.HITS, found.size());
    for (Memory one : found) {
      note.count(tier(one), 1);
    }
  }

  private static AuditCount tier(Memory one) {
    String label = one.traits().tier().label();
    return label.equals(CLEAR)
        ? AuditCount.CLEAR
        : label.equals(SENSITIVE) ? AuditCount.SENSITIVE : AuditCount.CONFIDENTIAL;
  }

  /**
   * Sealed texts that were opened for an answer: told before it is given, and as durable as the
   * options want reads to be; nothing is answered that cannot be told.
   */
  private void opened(Principal principal, List<? extends Memory> found) {
    List<MemoryId> sealed =
        found.stream().filter(one -> tier(one) != AuditCount.CLEAR).map(Memory::id).toList();
    if (!sealed.isEmpty()) {
      Note note =
          audit.by(principal, AuditEvent.FIELD_OPENED).count(AuditCount.MEMORIES, sealed.size());
      sealed.forEach(note::on);
      audit.takeOpening(note);
    }
  }

  private <T> T heard(
      AuditEvent event, Optional<Principal> principal, Consumer<Note> about, Supplier<T> call) {
    try {
      return principal.map(who -> envelope.around(who, () -> counted(who, call))).orElseGet(call);
    } catch (EngramException refused) {
      told(refused).ifPresent(as -> refused(as, event, principal, about, refused));
      throw refused;
    }
  }

  private <T> T counted(Principal principal, Supplier<T> call) {
    limits.call(principal);
    return call.get();
  }

  /**
   * As what a failure is told; nothing for those of the audit itself and of an engine that ends.
   */
  private static Optional<AuditEvent> told(EngramException refused) {
    if (refused instanceof AuditException
        || refused.code() == ErrorCode.CLOSED
        || refused.code() == ErrorCode.INTERRUPTED) {
      return Optional.empty();
    }
    return Optional.of(
        switch (refused.code()) {
          case RATE_LIMITED -> AuditEvent.RATE_LIMITED;
          case INJECTION_BLOCKED -> AuditEvent.INJECTION_BLOCKED;
          case ARCHIVE_UNREADABLE, ARCHIVE_REFUSED -> AuditEvent.IMPORT_REFUSED;
          case SCREEN_FAILED -> AuditEvent.INPUT_REFUSED;
          default ->
              switch (refused) {
                case AccessException denied -> AuditEvent.ACCESS_DENIED;
                case InvalidInputException wrong -> AuditEvent.INPUT_REFUSED;
                default -> AuditEvent.CALL_FAILED;
              };
        });
  }

  private void refused(
      AuditEvent as,
      AuditEvent event,
      Optional<Principal> principal,
      Consumer<Note> about,
      EngramException refused) {
    Note note = principal.map(who -> audit.by(who, as)).orElseGet(() -> audit.byHost(as));
    about.accept(note);
    note.during(event, refused.code());
    try {
      if (refused.code() == ErrorCode.RATE_LIMITED) {
        audit.takeSoon(note); // who asks too often must not make the disk work for it
      } else {
        audit.take(note);
      }
    } catch (AuditException sink) {
      sink.addSuppressed(refused);
      throw sink;
    } catch (EngramException unwritten) {
      audit.lose(note); // a vault that cannot be written still refuses
    }
  }
}
