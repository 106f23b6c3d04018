package dev.engram.internal.remember;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.remember.Intake.Taken;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Derived;
import dev.engram.memory.DryRun;
import dev.engram.memory.DryRun.Action;
import dev.engram.memory.DryRun.Planned;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Remembered;
import dev.engram.memory.Remembered.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells callers what became of what they brought. */
final class Answers {
  private Answers() {}

  /** One answer for each material, in order. */
  static List<Remembered> remembered(int materials, List<Taken> taken) {
    var answers = new ArrayList<Remembered>(materials);
    int from = 0;
    for (int input = 0; input < materials; input++) {
      int to = from;
      while (to < taken.size() && taken.get(to).ready().piece().input() == input) {
        to++;
      }
      answers.add(answer(taken.subList(from, to)));
      from = to;
    }
    return answers;
  }

  private static Remembered answer(List<Taken> pieces) {
    boolean stored = pieces.stream().anyMatch(one -> !one.restated());
    boolean embedded =
        pieces.stream()
            .allMatch(one ->
                one.restated()
                    ? one.row().memory().traits().embedded()
                    : one.ready().vectors().isPresent());
    List<MemoryId> ids = pieces.stream().map(one -> one.row().memory().id()).toList();
    var derived = new ArrayList<Derived>();
    for (Taken one : pieces) {
      one.facts().forEach(fact -> derived.add(derived(fact, one.row().memory().id())));
    }
    return new Remembered(
        ids.getFirst(),
        stored ? Outcome.STORED : Outcome.STRENGTHENED,
        embedded,
        ids,
        derived,
        notes(pieces));
  }

  /** What became of one fact. */
  static Derived derived(FactStore.Outcome fact, MemoryId from) {
    Derived.Change change =
        fact.restated()
            ? Derived.Change.CORROBORATED
            : fact.closed().isEmpty() ? Derived.Change.ADDED : Derived.Change.REPLACED;
    return new Derived(
        fact.row().memory().id(),
        from,
        change,
        fact.closed().stream().map(row -> row.memory().id()).toList());
  }

  private static Set<CaptureNote> notes(List<Taken> pieces) {
    var notes = EnumSet.noneOf(CaptureNote.class);
    pieces.forEach(one -> notes.addAll(one.ready().notes()));
    return notes;
  }

  /** Everything that was done, as it stands within the transaction. */
  static DryRun dryRun(Transaction tx, List<Taken> taken, Sealing sealing) throws SQLException {
    var planned = new ArrayList<Planned>();
    for (Taken one : taken) {
      int input = one.ready().piece().input();
      Ready ready = one.ready();
      var why = new ArrayList<String>();
      why.add(one.why());
      if (ready.flagged()) {
        why.add("looks like instructions to a model");
      }
      AnnotationRows.annotations(ready).ifPresent(found -> why.addAll(found.reasons()));
      planned.add(
          new Planned(
              input,
              standing(tx, one.row(), sealing),
              one.restated() ? Action.STRENGTHEN : Action.STORE,
              one.restated() ? Optional.empty() : AnnotationRows.annotations(ready),
              ready.captured().mentions().stream().map(Mention::name).distinct().toList(),
              why));
      closed(tx, input, one.closed(), sealing, planned);
      for (FactStore.Outcome fact : one.facts()) {
        planned.add(
            new Planned(
                input,
                standing(tx, fact.row(), sealing),
                fact.restated() ? Action.STRENGTHEN : Action.STORE,
                Optional.empty(),
                List.of(),
                List.of(fact.why())));
        closed(tx, input, fact.closed(), sealing, planned);
      }
    }
    return new DryRun(planned, notes(taken));
  }

  private static void closed(
      Transaction tx, int input, List<MemoryRow> rows, Sealing sealing, List<Planned> planned)
      throws SQLException {
    for (MemoryRow row : rows) {
      planned.add(
          new Planned(
              input,
              standing(tx, row, sealing),
              Action.CLOSE,
              Optional.empty(),
              List.of(),
              List.of("holds no longer")));
    }
  }

  private static Memory standing(Transaction tx, MemoryRow row, Sealing sealing)
      throws SQLException {
    return sealing.open(tx, MemoryReads.byOrdinal(tx, row.ordinal()).orElse(row)).memory();
  }
}
