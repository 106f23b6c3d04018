package dev.engram.internal.remember;

import dev.engram.internal.capture.Captured;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.remember.Capturing.Spoken;
import dev.engram.internal.remember.Talk.Context;
import dev.engram.internal.remember.TurnEmbedding.InContext;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.seal.Veil;
import dev.engram.internal.vault.SessionReads;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.NewMemory;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.scope.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that can be done for new memories before the writer is asked: secrets are screened,
 * each text is captured, and texts and facts are embedded, in that order. Thread-safe.
 */
final class Preparation {
  private static final CaptureNote WITHHELD = CaptureNote.OUTWARD_WITHHELD;

  private final Vault vault;
  private final Sealing sealing;
  private final Capturing capturing;
  private final Sieve sieve;
  private final TurnEmbedding embedding;
  private final SteadyClock clock;
  private final Spaces spaces;

  /**
   * Wires the stage.
   *
   * @param sieve finds what speaks to a model
   * @param spaces the vector space in use
   */
  Preparation(
      Vault vault,
      Sealing sealing,
      Capturing capturing,
      Sieve sieve,
      TurnEmbedding embedding,
      SteadyClock clock,
      Spaces spaces) {
    this.vault = vault;
    this.sealing = sealing;
    this.capturing = capturing;
    this.sieve = sieve;
    this.embedding = embedding;
    this.clock = clock;
    this.spaces = spaces;
  }

  /**
   * A memory to be, with all that is needed to store it.
   *
   * @param piece what it becomes
   * @param veil what of it may be seen
   * @param captured what was found in it
   * @param facts what is to be derived from it
   * @param likeness by what it finds those that say the same
   * @param space the row of the space in use when it was embedded
   * @param vectors its own, if the embedder answered and it may leave for it
   * @param factVectors those of its facts, one entry each, if the embedder answered; an entry has
   *     no part if its fact must not leave
   * @param notes what the caller should know
   */
  record Ready(
      Piece piece,
      Veil veil,
      Captured captured,
      List<FactDraft> facts,
      Likeness likeness,
      OptionalLong space,
      Optional<float[][]> vectors,
      Optional<List<float[][]>> factVectors,
      List<CaptureNote> notes) {
    /** Whether it looks like instructions to a model. */
    boolean flagged() {
      return notes.contains(CaptureNote.FLAGGED);
    }

    /** What was sealed once stays sealed, whatever its new words say. */
    Ready behind(SecurityTier least) {
      Veil raised = veil.atLeast(least);
      return raised.equals(veil)
          ? this
          : new Ready(
              piece,
              raised,
              captured,
              facts,
              likeness.behind(raised, piece.memory(), piece.scope()),
              space,
              vectors,
              factVectors,
              notes);
    }

    /** The same without vectors if another space took the place of theirs; they are made anew. */
    Ready fitting(Spaces spaces) {
      return vectors.isEmpty() || space.equals(spaces.row())
          ? this
          : new Ready(
              piece,
              veil,
              captured,
              facts,
              likeness,
              spaces.row(),
              Optional.empty(),
              Optional.empty(),
              notes);
    }
  }

  /** What of each piece may be seen. */
  private List<Veil> veils(List<Piece> pieces) {
    return pieces.stream().map(piece -> sealing.veil(piece.memory())).toList();
  }

  /** A text that may be stored. */
  String clean(String text) {
    return capturing.clean(text);
  }

  /** Prepares pieces, in order. */
  List<Ready> prepare(List<Piece> raw) {
    return prepare(raw, Optional.empty());
  }

  /** The same of what an archive brings; {@code known} says what of it is flagged already. */
  List<Ready> prepare(List<Piece> raw, Optional<BitSet> known) {
    List<Piece> pieces = new ArrayList<>(raw.size());
    List<List<CaptureNote>> notes = screen(raw, pieces);
    sieve.flagged(pieces, known).stream()
        .forEach(piece -> notes.get(piece).add(CaptureNote.FLAGGED));
    List<Veil> veils = veils(pieces);
    return prepare(pieces, veils, notes, contexts(pieces, veils, notes));
  }

  /**
   * Prepares one piece that takes its place after what was said before it.
   *
   * @param before oldest first
   * @param least how it is protected whatever it says
   */
  Ready prepare(Piece raw, List<Said> before, SecurityTier least) {
    return prepare(raw, before, least, false);
  }

  /** The same of a piece that somebody looked at and released, whatever it looks like. */
  Ready released(Piece raw, List<Said> before, SecurityTier least) {
    return prepare(raw, before, least, true);
  }

  private Ready prepare(Piece raw, List<Said> before, SecurityTier least, boolean released) {
    List<Piece> pieces = new ArrayList<>(1);
    List<List<CaptureNote>> notes = screen(List.of(raw), pieces);
    if (!released && !sieve.flagged(pieces, Optional.empty()).isEmpty()) {
      notes.getFirst().add(CaptureNote.FLAGGED);
    }
    Optional<String> speaker =
        raw.memory() instanceof Turn turn ? turn.speaker() : Optional.empty();
    Context context = new Talk(before).context(speaker);
    List<Veil> veils = List.of(sealing.veil(pieces.getFirst().memory()).atLeast(least));
    return prepare(pieces, veils, notes, List.of(context)).getFirst();
  }

  private List<List<CaptureNote>> screen(List<Piece> raw, List<Piece> clean) {
    var notes = new ArrayList<List<CaptureNote>>(raw.size());
    for (Piece piece : raw) {
      var said = new ArrayList<CaptureNote>();
      if (piece.redacted()) {
        said.add(CaptureNote.SECRETS_REDACTED);
      }
      clean.add(capturing.screened(piece, said));
      notes.add(said);
    }
    return notes;
  }

  private List<Ready> prepare(
      List<Piece> pieces, List<Veil> veils, List<List<CaptureNote>> notes, List<Context> contexts) {
    List<Spoken> spoken = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      boolean read = !notes.get(i).contains(CaptureNote.FLAGGED);
      spoken.add(contexts.get(i).spoken(pieces.get(i), veils.get(i).tier(), clock.now(), read));
    }
    List<Capturing.Found> found =
        capturing.capture(spoken).stream().map(one -> one.with(sieve.clean(one.facts()))).toList();
    OptionalLong space = spaces.row();
    Optional<List<float[][]>> vectors = embed(pieces, veils, contexts, found);
    var ready = new ArrayList<Ready>(pieces.size());
    int next = pieces.size();
    for (int i = 0; i < pieces.size(); i++) {
      Capturing.Found one = found.get(i);
      int from = next;
      next += one.facts().size();
      int at = i;
      int to = next;
      List<CaptureNote> said = notes.get(i);
      said.addAll(one.notes());
      Veil veil = veils.get(i);
      if (veil.hides()) {
        said.add(CaptureNote.SEALED);
      }
      if (vectors.isPresent() && !any(vectors.get().get(at)) && !said.contains(WITHHELD)) {
        said.add(WITHHELD);
      }
      ready.add(
          new Ready(
              pieces.get(i),
              veil,
              one.captured(),
              one.facts(),
              one.likeness().behind(veil, pieces.get(i).memory(), pieces.get(i).scope()),
              space,
              vectors.map(all -> all.get(at)).filter(Preparation::any),
              vectors.map(all -> all.subList(from, to)),
              said));
    }
    return ready;
  }

  /** Whether a text has vectors; it has none if it must not leave for the embedder. */
  static boolean any(float[][] parts) {
    return parts.length > 0;
  }

  private Optional<List<float[][]>> embed(
      List<Piece> pieces, List<Veil> veils, List<Context> contexts, List<Capturing.Found> found) {
    if (spaces.row().isEmpty()) {
      return Optional.empty();
    }
    var texts = new ArrayList<InContext>();
    for (int i = 0; i < pieces.size(); i++) {
      texts.add(
          new InContext(said(pieces.get(i).memory()), contexts.get(i).last(), veils.get(i).tier()));
    }
    for (int i = 0; i < found.size(); i++) {
      SecurityTier tier = veils.get(i).tier();
      for (FactDraft fact : found.get(i).facts()) {
        texts.add(new InContext(new Said(Optional.empty(), fact.text()), Optional.empty(), tier));
      }
    }
    return embedding.embed(texts);
  }

  private record Place(Scope scope, String session) {
    @Override
    public String toString() {
      return "Place";
    }
  }

  /**
   * What was said before, as far as it may be seen: a clear memory must not borrow sealed words,
   * nor any a flagged one's.
   */
  private List<Context> contexts(
      List<Piece> pieces, List<Veil> veils, List<List<CaptureNote>> notes) {
    Map<Place, Talk> talks = new HashMap<>();
    Map<Integer, Talk> exchanges = new HashMap<>();
    var contexts = new ArrayList<Context>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.memory() instanceof Turn turn && piece.kind() != Piece.Kind.STATED) {
        Talk talk =
            turn.session().isPresent()
                ? talks.computeIfAbsent(new Place(piece.scope(), turn.session().get()), this::talk)
                : exchanges.computeIfAbsent(piece.input(), one -> new Talk(List.of()));
        contexts.add(talk.context(turn.speaker()));
        boolean flagged = notes.get(i).contains(CaptureNote.FLAGGED);
        if (veils.get(i).tier() != SecurityTier.CONFIDENTIAL && !flagged) {
          talk.say(new Said(turn.speaker(), veils.get(i).text(turn.text())));
        }
      } else {
        contexts.add(Context.NONE);
      }
    }
    return contexts;
  }

  private Talk talk(Place place) {
    return new Talk(
        vault.readers().read(s -> SessionReads.last(s, place.scope, place.session, Talk.MOST)));
  }

  static Said said(NewMemory memory) {
    return memory instanceof Turn turn
        ? new Said(turn.speaker(), turn.text())
        : new Said(Optional.empty(), memory.text());
  }
}
