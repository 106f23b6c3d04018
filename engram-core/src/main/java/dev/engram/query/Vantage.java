package dev.engram.query;

import dev.engram.memory.Memory;
import dev.engram.memory.MemoryState;
import java.time.Instant;
import java.util.Optional;

/**
 * From which moment the memory is looked at, and whether facts that no longer held then are wanted
 * as well. Three times must be told apart: when something happened, when it was learned, and while
 * it holds; a moment is compared with the last two.
 *
 * @param asOf the moment, or the present. Nothing that was learned later answers, and of facts
 *     those that hold at the moment, {@code validFrom ≤ asOf < validUntil}, with what is known
 *     today of how long they held. What has been forgotten since, and the older wordings of what
 *     was revised since, answer from no moment.
 * @param past whether facts that held before, and do not any more, answer as well
 */
public record Vantage(Optional<Instant> asOf, boolean past) {
  /** The present, and what holds now: what a question means unless it says otherwise. */
  public static final Vantage PRESENT = new Vantage(Optional.empty(), false);

  /** The same from another moment. */
  public Vantage asOf(Instant moment) {
    return new Vantage(Optional.of(moment), past);
  }

  /** With facts that held before. */
  public Vantage withPast() {
    return new Vantage(asOf, true);
  }

  /** Whether it is the present without the past. */
  public boolean present() {
    return asOf.isEmpty() && !past;
  }

  /** Whether a memory may answer from here, whoever asks. */
  public boolean admits(Memory memory) {
    MemoryState state = memory.traits().state();
    boolean fact = memory instanceof Memory.Fact;
    if (state == MemoryState.FORGOTTEN || (state == MemoryState.SUPERSEDED && !fact)) {
      return false;
    }
    if (asOf.isEmpty()) {
      return state == MemoryState.ACTIVE || past;
    }
    Instant moment = asOf.get();
    if (memory.traits().learned().isAfter(moment)) {
      return false;
    }
    boolean begun = !fact || !memory.traits().validFrom().isAfter(moment);
    boolean over = fact && memory.traits().validUntil().filter(t -> !t.isAfter(moment)).isPresent();
    return begun && (past || !over);
  }
}
