package dev.engram.internal.remember;

import dev.engram.audit.AuditEvent;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.audit.Note;
import dev.engram.internal.remember.Intake.Taken;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.FeedbackTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.UsageTable;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Feedback;
import dev.engram.query.Feedback.Correction;
import dev.engram.query.Feedback.Fresh;
import dev.engram.query.Feedback.Known;
import dev.engram.query.Verdict;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The path by which judgements of memories enter (spec §7). A judgement moves what every principal
 * is answered, so it takes the right to write into the memory's scope. Thread-safe; callers wait.
 *
 * <p>A correction is remembered like anything else, and contradicts what it corrects. A fact that
 * was corrected holds no longer; an episode stays, since it was said, and is held back from
 * questions like the one it was wrong for.
 */
public final class Judging {
  private final Vault vault;
  private final Quota quota;
  private final Preparation preparation;
  private final Intake intake;
  private final Restatements restatements;
  private final SteadyClock clock;
  private final AuditTrail audit;

  Judging(
      Vault vault,
      Quota quota,
      Preparation preparation,
      Intake intake,
      Restatements restatements,
      SteadyClock clock,
      AuditTrail audit) {
    this.vault = vault;
    this.quota = quota;
    this.preparation = preparation;
    this.intake = intake;
    this.restatements = restatements;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * The question that was judged.
   *
   * @param words 64 bits that stand for its words
   * @param context its direction, if it could be embedded
   */
  public record Asked(long words, Optional<FeedbackTable.Context> context) {}

  /**
   * What was kept.
   *
   * @param row the judgement
   * @param correction what became of new words, if it brought any
   */
  public record Judged(FeedbackTable.Row row, Optional<Remembered> correction) {}

  /** Judges a memory. */
  public Judged judge(MemoryId id, Feedback feedback, Optional<Asked> asked, Principal principal) {
    Optional<Ready> fresh =
        feedback.correction().flatMap(correction -> prepared(id, correction, principal));
    return vault
        .writer()
        .write(tx -> {
          MemoryRow row = Access.requireWritable(MemoryReads.current(tx, id), id, principal);
          Instant now = clock.now();
          Optional<Taken> taken = Optional.empty();
          OptionalInt right = OptionalInt.empty();
          if (feedback.correction().isPresent()) {
            if (fresh.isPresent()) {
              taken = Optional.of(intake.take(tx, fresh.get(), restatements.batch()));
            }
            MemoryRow correct =
                taken.isPresent()
                    ? taken.get().row()
                    : known(tx, feedback.correction().get(), principal);
            // what looks like instructions to a model corrects nothing
            if (!correct.memory().traits().flagged()) {
              correct(tx, row, correct, now);
              right = OptionalInt.of(correct.root());
            }
          }
          var judgement = row(row, feedback.verdict(), now, asked, right);
          FeedbackTable.add(tx, judgement);
          UsageTable.judged(tx, row.root(), feedback.verdict(), now);
          Note note = audit.by(principal, AuditEvent.JUDGED).on(id).in(row.memory().scope());
          taken.ifPresent(one -> Told.taken(note, one));
          audit.write(tx, note.count(Told.verdict(feedback.verdict()), 1));
          return new Judged(
              judgement, taken.map(one -> Answers.remembered(1, List.of(one)).getFirst()));
        });
  }

  private static FeedbackTable.Row row(
      MemoryRow row, Verdict verdict, Instant now, Optional<Asked> asked, OptionalInt right) {
    return new FeedbackTable.Row(
        row.root(),
        verdict,
        now,
        asked.map(one -> OptionalLong.of(one.words)).orElse(OptionalLong.empty()),
        asked.flatMap(Asked::context),
        right);
  }

  private Optional<Ready> prepared(MemoryId id, Correction correction, Principal principal) {
    if (!(correction instanceof Fresh fresh)) {
      return Optional.empty();
    }
    MemoryRow old =
        Access.requireWritable(
            vault.readers().read(s -> MemoryReads.current(s, id)), id, principal);
    NewMemory memory =
        fresh.memory().placement().scope().isPresent()
            ? fresh.memory()
            : in(old.memory().scope(), fresh.memory());
    List<Piece> pieces = Expansion.of(List.of(memory), principal, preparation::clean);
    quota.admit(pieces, principal);
    return Optional.of(preparation.prepare(pieces).getFirst());
  }

  private static NewMemory in(Scope scope, NewMemory memory) {
    return switch (memory) {
      case Turn turn -> turn.to(scope);
      case Statement stated -> stated.to(scope);
      case Routine routine -> routine.to(scope);
    };
  }

  private static MemoryRow known(Transaction tx, Correction correction, Principal principal)
      throws SQLException {
    if (!(correction instanceof Known known)) {
      throw new IllegalStateException("new words were prepared before");
    }
    MemoryRow row =
        Access.requireVisible(MemoryReads.current(tx, known.id()), known.id(), principal);
    Access.requireWritable(row.memory().scope(), principal);
    return row;
  }

  private static void correct(Transaction tx, MemoryRow wrong, MemoryRow right, Instant now)
      throws SQLException {
    if (wrong.root() == right.root()) {
      throw InvalidInputException.of(
          "feedback.correction", "says what the memory says that it corrects");
    }
    EdgeTable.put(
        tx, new EdgeTable.EdgeRow(right.root(), wrong.root(), EdgeType.CONTRADICTS, 1), now);
    // it may have been closed already, because the correction took its place
    boolean holds =
        MemoryReads.byOrdinal(tx, wrong.ordinal())
            .map(row -> row.memory().traits().state() == MemoryState.ACTIVE)
            .orElse(false);
    if (holds && wrong.memory() instanceof Memory.Fact) {
      Instant since = right.memory().traits().validFrom();
      MemoryWrites.close(tx, wrong.ordinal(), MemoryState.SUPERSEDED, since);
    }
  }
}
