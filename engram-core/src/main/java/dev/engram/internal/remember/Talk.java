package dev.engram.internal.remember;

import dev.engram.internal.remember.Capturing.Spoken;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.TimeSpan;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * What was said last in a session, and who spoke before the last speaker. For one thread at a time.
 */
final class Talk {
  /** How many turns back a word such as "she" may point. */
  static final int MOST = 4;

  private final ArrayDeque<Said> recent;
  private Optional<String> other = Optional.empty();

  Talk(List<Said> recent) {
    this.recent = new ArrayDeque<>(recent);
    for (Said said : recent.reversed()) {
      boolean another =
          said.speaker().isPresent() && !said.speaker().equals(recent.getLast().speaker());
      if (other.isEmpty() && another) {
        other = said.speaker();
      }
    }
  }

  Context context(Optional<String> speaker) {
    Optional<String> previous = recent.isEmpty() ? Optional.empty() : recent.getLast().speaker();
    boolean answers = previous.isPresent() && !previous.equals(speaker);
    return new Context(List.copyOf(recent), answers ? previous : other);
  }

  void say(Said said) {
    if (!recent.isEmpty() && !recent.getLast().speaker().equals(said.speaker())) {
      other = recent.getLast().speaker();
    }
    if (recent.size() == MOST) {
      recent.removeFirst();
    }
    recent.addLast(said);
  }

  /**
   * What stands around a text.
   *
   * @param before what was said just before in its session, oldest first
   * @param addressee whom it is said to
   */
  record Context(List<Said> before, Optional<String> addressee) {
    static final Context NONE = new Context(List.of(), Optional.empty());

    /** Pieces of a text stand for themselves; in talk "she" may be whom another turn named. */
    Spoken spoken(Piece piece, SecurityTier tier, Instant now, boolean read) {
      Instant when = piece.memory().placement().occurred().map(TimeSpan::from).orElse(now);
      return piece.kind() == Piece.Kind.TALK
          ? new Spoken(piece, before, addressee, when, tier, read)
          : new Spoken(piece, List.of(), Optional.empty(), when, tier, read);
    }

    Optional<Said> last() {
      return before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
    }

    @Override
    public String toString() {
      return "Context";
    }
  }
}
