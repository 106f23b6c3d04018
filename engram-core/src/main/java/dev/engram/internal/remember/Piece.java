package dev.engram.internal.remember;

import dev.engram.memory.NewMemory;
import dev.engram.memory.RunOutcome;
import dev.engram.scope.Scope;
import java.util.Optional;

/**
 * One memory to be, on its way in.
 *
 * @param input which of the caller's materials it comes from, from 0
 * @param memory what it becomes
 * @param scope where it is filed
 * @param kind what may be looked for in it
 * @param outcome how what it reports turned out, if it reports something done
 * @param redacted whether secrets were taken out of the whole it is a piece of
 */
record Piece(
    int input,
    NewMemory memory,
    Scope scope,
    Kind kind,
    Optional<RunOutcome> outcome,
    boolean redacted) {
  /** What may be looked for. */
  enum Kind {
    /** Somebody speaks: facts about the speaker and others. */
    TALK,
    /** Nobody speaks: facts with a subject of their own. */
    TEXT,
    /** A machine answers: nothing is taken for a statement. */
    OUTPUT,
    /** Stated as it is to be kept. */
    STATED
  }

  Piece with(NewMemory other) {
    return new Piece(input, other, scope, kind, outcome, redacted);
  }
}
