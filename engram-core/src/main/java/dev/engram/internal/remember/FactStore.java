package dev.engram.internal.remember;

import dev.engram.fault.InvalidInputException;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.remember.FactDraft.Cue;
import dev.engram.internal.remember.Supersession.Verdict;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.seal.Veil;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.RestatementTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Modality;
import dev.engram.memory.Placement;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Traits;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes facts in (spec §4.3): one that restates another strengthens it, one that contradicts
 * another closes it, one that adds stands beside. Used on the writer's thread.
 */
final class FactStore {
  /** Of how many values of one claim a new one may take the place; the newest are the likeliest. */
  private static final int MOST_RIVALS = 16;

  /**
   * What is used, lived in or owned can be exchanged for another such thing, whatever word tells of
   * it; where somebody was born cannot.
   */
  private static final Set<String> EXCHANGEABLE =
      Stream.of(
              "uses",
              "prefers",
              "has",
              "owns",
              "drives",
              "lives in",
              "works at",
              "works for",
              "works with",
              "runs on",
              "is on")
          .map(Claims::predicate)
          .collect(Collectors.toUnmodifiableSet());

  private static final int MOST_ABOUT_ONE = 256;
  private static final double CONFIDENCE_TRANSFER = 0.2;
  private static final double CORROBORATION = 0.5;
  private static final double HIGHEST_CONFIDENCE = 0.99;

  private final SingleValued singleValued;
  private final Spaces spaces;
  private final Sealing sealing;
  private final NewIds ids;
  private final boolean dedup;

  FactStore(SingleValued singleValued, Spaces spaces, Sealing sealing, NewIds ids, boolean dedup) {
    this.singleValued = singleValued;
    this.spaces = spaces;
    this.sealing = sealing;
    this.ids = ids;
    this.dedup = dedup;
  }

  /**
   * What became of a fact.
   *
   * @param row the fact as it stands now
   * @param restated whether it was there before
   * @param closed facts that were closed because of it, as they stood
   * @param why the reason, in a few words
   */
  record Outcome(MemoryRow row, boolean restated, List<MemoryRow> closed, String why) {}

  /**
   * How what a fact is found in, or stated as, is filed; the fact inherits it.
   *
   * @param veil what of it may be seen
   * @param told where and how its caller filed it
   * @param flagged whether it looks like instructions to a model: then it touches no other fact
   */
  record Filed(Veil veil, Placement told, boolean flagged) {}

  /** Takes a fact in. */
  Outcome take(
      Transaction tx,
      FactDraft told,
      Filed filed,
      Scope scope,
      Optional<MemoryRow> origin,
      Optional<float[][]> vectors,
      Instant now)
      throws SQLException {
    boolean imported = Imported.is(told, origin);
    FactDraft draft = imported ? told.atMost(Imported.MOST) : told;
    long about = Claims.about(scope, EntityRegistry.subject(tx, scope, draft.subject()));
    var filing =
        Claims.filing(
            about, draft.predicate(), draft.object(), origin.map(MemoryRow::root).orElse(0));
    SecurityTier tier = filed.veil.tier();
    List<Rival> rivals = filed.flagged ? List.of() : rivals(tx, draft, scope, filing, tier);
    for (Rival rival : rivals) {
      if (rival.verdict() == Verdict.RESTATES && dedup) {
        return imported
            ? known(tx, rival, origin, now)
            : corroborated(tx, draft, rival, origin, now);
      }
    }
    List<Rival> outdone = rivals.stream().filter(Rival::gives).toList();
    boolean late = outdone.stream().anyMatch(rival -> rival.later(draft));
    if (late) {
      outdone = outdone.stream().filter(rival -> rival.verdict() == Verdict.REPLACES).toList();
    } else if (imported) {
      outdone = onlyImported(tx, outdone);
    }
    if (!tier.isSealed() && !imported && !filed.flagged) {
      learn(tx, draft, scope, rivals);
    }
    List<Rival> lending = imported ? List.of() : outdone;
    Memory.Fact fact = fact(tx, draft, filed, scope, origin, lending, vectors.isPresent(), now);
    int ordinal = insert(tx, fact, filed, filing);
    if (vectors.isPresent()) {
      spaces.keep(tx, ordinal, tier, spaces.row().orElseThrow(), vectors.get());
    }
    if (origin.isPresent()) {
      edge(tx, ordinal, origin.get().root(), EdgeType.DERIVED_FROM, now);
    }
    var closed = new ArrayList<MemoryRow>();
    for (Rival rival : outdone) {
      if (late) {
        edge(tx, rival.row().root(), ordinal, EdgeType.CONTRADICTS, now);
      } else {
        giveWay(tx, rival, ordinal, fact.traits().validFrom(), now);
        closed.add(rival.row());
      }
    }
    if (late) {
      MemoryWrites.close(tx, ordinal, MemoryState.SUPERSEDED, Rival.earliest(outdone));
    }
    var row = new MemoryRow(ordinal, ordinal, 0, 0, filing.origin(), fact);
    return new Outcome(row, false, closed, Rival.why(rivals, outdone, late));
  }

  private int insert(Transaction tx, Memory.Fact fact, Filed filed, FactTable.Filing filing)
      throws SQLException {
    SecurityTier tier = filed.veil.tier();
    long key = ContentKey.ofFact(fact.subject(), fact.text());
    Memory clear = filed.veil.clear(fact, filed.told);
    int ordinal =
        MemoryWrites.insertFact(
            tx, (Memory.Fact) clear, sealing.filed(key, tier), sealing.filed(filing, tier));
    sealing.seal(tx, ordinal, fact, Optional.empty());
    return ordinal;
  }

  private List<Rival> rivals(
      Transaction tx, FactDraft draft, Scope scope, FactTable.Filing filing, SecurityTier tier)
      throws SQLException {
    double single = singleValued.probability(tx, scope, draft.predicate());
    var rivals = new ArrayList<Rival>();
    FactTable.Filing blinded = sealing.filed(filing, SecurityTier.CONFIDENTIAL);
    for (MemoryRow found : FactTable.ofClaim(tx, filing, blinded, MOST_RIVALS)) {
      Optional<MemoryRow> row = sealing.openIfWhole(tx, found);
      if (row.isPresent() && row.get().memory() instanceof Memory.Fact fact) {
        Verdict verdict = Supersession.judge(draft, fact, true, single);
        // a link from a clear fact would tell what a sealed memory says
        boolean tells = verdict == Verdict.RESTATES && !fact.traits().tier().atLeast(tier);
        if (!tells) {
          rivals.add(new Rival(row.get(), fact, verdict));
        }
      }
    }
    boolean found = rivals.stream().anyMatch(rival -> rival.verdict() == Verdict.REPLACES);
    boolean names = draft.cue() instanceof Cue.Replaces || draft.cue() instanceof Cue.Ends;
    if (names && !found) {
      for (MemoryRow known : FactTable.about(tx, filing.about(), blinded.about(), MOST_ABOUT_ONE)) {
        MemoryRow row = sealing.openIfWhole(tx, known).orElse(known);
        if (row.memory() instanceof Memory.Fact fact
            && rivals.stream().noneMatch(rival -> rival.row().ordinal() == row.ordinal())
            && EXCHANGEABLE.contains(Claims.predicate(fact.predicate()))) {
          Verdict verdict = Supersession.judge(draft, fact, false, single);
          if (verdict == Verdict.REPLACES) {
            rivals.add(new Rival(row, fact, verdict));
          }
        }
      }
    }
    return rivals;
  }

  /** An archive may close what archives brought, never what the vault learned by itself. */
  private static List<Rival> onlyImported(Transaction tx, List<Rival> rivals) throws SQLException {
    var imported = new ArrayList<Rival>();
    for (Rival rival : rivals) {
      if (Imported.is(tx, rival.row())) {
        imported.add(rival);
      }
    }
    return imported;
  }

  /** What an archive says again moves no score; its episode speaks for the fact all the same. */
  private static Outcome known(Transaction tx, Rival rival, Optional<MemoryRow> origin, Instant now)
      throws SQLException {
    if (origin.isPresent()) {
      edge(tx, rival.row().root(), origin.get().root(), EdgeType.DERIVED_FROM, now);
    }
    return new Outcome(rival.row(), true, List.of(), "restates a fact that is known");
  }

  private void learn(Transaction tx, FactDraft draft, Scope scope, List<Rival> rivals)
      throws SQLException {
    if (draft.event() || draft.negated() || draft.modality() != Modality.ACTUAL) {
      return;
    }
    boolean said = draft.cue() instanceof Cue.Replaces || draft.cue() instanceof Cue.Updates;
    if (said && rivals.stream().anyMatch(rival -> rival.verdict() == Verdict.REPLACES)) {
      singleValued.replaced(tx, scope, draft.predicate());
    } else if (rivals.stream().anyMatch(Rival::standsBeside)) {
      singleValued.beside(tx, scope, draft.predicate());
    }
  }

  private Outcome corroborated(
      Transaction tx, FactDraft draft, Rival rival, Optional<MemoryRow> origin, Instant now)
      throws SQLException {
    MemoryRow row = rival.row();
    int sources = rival.fact().sources();
    if (origin.isPresent()) {
      sources += FactTable.hasSourceLike(tx, row.root(), origin.get().root()) ? 0 : 1;
      edge(tx, row.root(), origin.get().root(), EdgeType.DERIVED_FROM, now);
    }
    double doubt = (1 - rival.fact().confidence()) * (1 - CORROBORATION * draft.confidence());
    double confidence =
        Math.max(rival.fact().confidence(), Math.min(HIGHEST_CONFIDENCE, 1 - doubt));
    FactTable.corroborate(tx, row.ordinal(), confidence, sources);
    if (origin.isEmpty() && row.origin() != 0) {
      // somebody states it as it is to be kept: it no longer hangs on the talk it was found in
      FactTable.setOrigin(tx, row.ordinal(), 0);
    }
    MemoryWrites.strengthen(
        tx, row.ordinal(), Remembering.RESTATEMENT_STRENGTH, draft.importance());
    RestatementTable.add(tx, row.ordinal(), RestatementTable.Manner.CLAIM, 1, now);
    return new Outcome(row, true, List.of(), "restates a fact that is known");
  }

  private Memory.Fact fact(
      Transaction tx,
      FactDraft draft,
      Filed filed,
      Scope scope,
      Optional<MemoryRow> origin,
      List<Rival> outdone,
      boolean embedded,
      Instant now)
      throws SQLException {
    double inherited =
        outdone.stream().mapToDouble(rival -> rival.fact().confidence()).max().orElse(0);
    double confidence =
        Math.min(
            Math.max(HIGHEST_CONFIDENCE, draft.confidence()),
            draft.confidence() + CONFIDENCE_TRANSFER * inherited);
    MemoryId id = ids.next(tx, now);
    var traits =
        new Traits(
            id,
            scope,
            draft.category(),
            draft.text(),
            draft.occurred(),
            now,
            draft.since(),
            Optional.empty(),
            draft.importance(),
            1,
            filed.veil.tier(),
            draft.source(),
            MemoryState.ACTIVE,
            1,
            embedded,
            filed.flagged);
    return new Memory.Fact(
        traits,
        draft.subject(),
        draft.predicate(),
        draft.object(),
        confidence,
        draft.negated(),
        draft.modality(),
        1,
        origin.map(row -> row.memory().id()));
  }

  private static void giveWay(Transaction tx, Rival rival, int ordinal, Instant since, Instant now)
      throws SQLException {
    MemoryWrites.close(tx, rival.row().ordinal(), MemoryState.SUPERSEDED, since);
    if (rival.verdict() == Verdict.REPLACES) {
      edge(tx, ordinal, rival.row().root(), EdgeType.CONTRADICTS, now);
    } else {
      edge(tx, rival.row().root(), ordinal, EdgeType.SUPPORTS, now);
    }
  }

  private static void edge(Transaction tx, int source, int target, EdgeType type, Instant now)
      throws SQLException {
    try {
      EdgeTable.put(tx, new EdgeTable.EdgeRow(source, target, type, 1), now);
    } catch (InvalidInputException cycle) {
      // a host linked the two the other way round; its link stands
    }
  }
}
