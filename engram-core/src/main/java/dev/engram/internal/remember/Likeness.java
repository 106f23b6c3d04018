package dev.engram.internal.remember;

import dev.engram.internal.capture.duplicate.Signature;
import dev.engram.internal.seal.Veil;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Turn;
import dev.engram.scope.Scope;
import java.util.Optional;

/**
 * By what a memory finds those that say the same; made before the writer is asked.
 *
 * @param key of its content words
 * @param signature by which near duplicates of one scope share a band; of turns only
 */
record Likeness(long key, Optional<Signature> signature) {
  static Likeness of(NewMemory memory, Scope scope) {
    return new Likeness(
        ContentKey.of(memory),
        memory instanceof Turn turn
            ? Optional.of(Signature.of(turn.text()).within(scope.canonical()))
            : Optional.empty());
  }

  /**
   * Of a memory of which this may be seen: only the words that show may share a band, and the key
   * is blinded when it is stored. Where none show, all would be alike.
   */
  Likeness behind(Veil veil, NewMemory memory, Scope scope) {
    if (!veil.hides() || signature.isEmpty()) {
      return this;
    }
    String shown = veil.text(memory.text());
    return new Likeness(
        key,
        Veil.anyShown(shown)
            ? Optional.of(Signature.of(shown).within(scope.canonical()))
            : Optional.empty());
  }
}
