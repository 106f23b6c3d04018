package dev.engram.internal.remember;

import dev.engram.internal.capture.Captured;
import dev.engram.internal.remember.Capturing.Spoken;
import dev.engram.internal.remember.TurnEmbedding.InContext;
import dev.engram.internal.vault.SessionReads;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.NewMemory;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Turn;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be done for new memories before the writer is asked: secrets are screened,
 * each text is captured, and texts and facts are embedded, in that order. Thread-safe.
 */
final class Preparation {
  private final Vault vault;
  private final Capturing capturing;
  private final TurnEmbedding embedding;
  private final SteadyClock clock;
  private final boolean embeds;

  /**
   * Wires the stage.
   *
   * @param embeds whether there is an embedder
   */
  Preparation(
      Vault vault,
      Capturing capturing,
      TurnEmbedding embedding,
      SteadyClock clock,
      boolean embeds) {
    this.vault = vault;
    this.capturing = capturing;
    this.embedding = embedding;
    this.clock = clock;
    this.embeds = embeds;
  }

  /**
   * A memory to be, with all that is needed to store it.
   *
   * @param piece what it becomes
   * @param captured what was found in it
   * @param facts what is to be derived from it
   * @param vectors its own, if the embedder answered
   * @param factVectors those of its facts, one entry each, if the embedder answered
   * @param notes what the caller should know
   */
  record Ready(
      Piece piece,
      Captured captured,
      List<FactDraft> facts,
      Optional<float[][]> vectors,
      Optional<List<float[][]>> factVectors,
      List<CaptureNote> notes) {}

  /** Prepares pieces, in order. */
  List<Ready> prepare(List<Piece> raw) {
    List<Piece> pieces = new ArrayList<>(raw.size());
    List<List<CaptureNote>> notes = screen(raw, pieces);
    return prepare(pieces, notes, contexts(pieces));
  }

  /** Prepares one piece that takes its place after something that was said. */
  Ready prepare(Piece raw, Optional<Said> before) {
    List<Piece> pieces = new ArrayList<>(1);
    List<List<CaptureNote>> notes = screen(List.of(raw), pieces);
    var context = new Context(before, before.flatMap(Said::speaker));
    return prepare(pieces, notes, List.of(context)).getFirst();
  }

  private List<List<CaptureNote>> screen(List<Piece> raw, List<Piece> clean) {
    var notes = new ArrayList<List<CaptureNote>>(raw.size());
    for (Piece piece : raw) {
      var said = new ArrayList<CaptureNote>();
      clean.add(capturing.screened(piece, said));
      notes.add(said);
    }
    return notes;
  }

  private List<Ready> prepare(
      List<Piece> pieces, List<List<CaptureNote>> notes, List<Context> contexts) {
    List<Spoken> spoken = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      spoken.add(contexts.get(i).spoken(pieces.get(i), clock.now()));
    }
    List<Capturing.Found> found = capturing.capture(spoken);
    Optional<List<float[][]>> vectors = embed(pieces, contexts, found);
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
      ready.add(
          new Ready(
              pieces.get(i),
              one.captured(),
              one.facts(),
              vectors.map(all -> all.get(at)),
              vectors.map(all -> all.subList(from, to)),
              said));
    }
    return ready;
  }

  private Optional<List<float[][]>> embed(
      List<Piece> pieces, List<Context> contexts, List<Capturing.Found> found) {
    if (!embeds) {
      return Optional.empty();
    }
    var texts = new ArrayList<InContext>();
    for (int i = 0; i < pieces.size(); i++) {
      texts.add(new InContext(said(pieces.get(i).memory()), contexts.get(i).before));
    }
    for (Capturing.Found one : found) {
      one.facts()
          .forEach(fact ->
              texts.add(
                  new InContext(new Said(Optional.empty(), fact.text()), Optional.empty())));
    }
    return embedding.embed(texts);
  }

  /**
   * What stands around a text.
   *
   * @param before what was said just before in its session
   * @param addressee whom it is said to
   */
  private record Context(Optional<Said> before, Optional<String> addressee) {
    Spoken spoken(Piece piece, Instant now) {
      Instant when = piece.memory().placement().occurred().map(TimeSpan::from).orElse(now);
      return new Spoken(piece, before.map(Said::text), addressee, when);
    }
  }

  private record Place(Scope scope, String session) {}

  /** Who spoke last in a session, and who before that. */
  private static final class Talk {
    private Optional<Said> last;
    private Optional<String> other = Optional.empty();

    Talk(Optional<Said> last) {
      this.last = last;
    }

    Optional<String> addressee(Optional<String> speaker) {
      Optional<String> previous = last.flatMap(Said::speaker);
      return previous.isPresent() && !previous.equals(speaker) ? previous : other;
    }

    void say(Said said) {
      Optional<String> previous = last.flatMap(Said::speaker);
      if (previous.isPresent() && !previous.equals(said.speaker())) {
        other = previous;
      }
      last = Optional.of(said);
    }
  }

  private List<Context> contexts(List<Piece> pieces) {
    Map<Place, Talk> talks = new HashMap<>();
    var contexts = new ArrayList<Context>(pieces.size());
    for (Piece piece : pieces) {
      if (piece.memory() instanceof Turn turn && turn.session().isPresent()) {
        var place = new Place(piece.scope(), turn.session().get());
        Talk talk = talks.computeIfAbsent(place, this::talk);
        contexts.add(new Context(talk.last, talk.addressee(turn.speaker())));
        talk.say(said(turn));
      } else {
        contexts.add(new Context(Optional.empty(), Optional.empty()));
      }
    }
    return contexts;
  }

  private Talk talk(Place place) {
    return new Talk(
        vault.readers().read(s -> SessionReads.last(s, place.scope, place.session)));
  }

  static Said said(NewMemory memory) {
    return memory instanceof Turn turn
        ? new Said(turn.speaker(), turn.text())
        : new Said(Optional.empty(), memory.text());
  }
}
