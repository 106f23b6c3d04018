package dev.engram.internal.remember;

import dev.engram.internal.remember.Supersession.Verdict;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.Memory;
import dev.engram.memory.Modality;
import java.time.Instant;
import java.util.List;

/** A known fact that a new one met, and what the new one means for it. */
record Rival(MemoryRow row, Memory.Fact fact, Verdict verdict) {
  /** Whether it gives way. */
  boolean gives() {
    return verdict == Verdict.REPLACES || verdict == Verdict.REFINES || verdict == Verdict.FULFILS;
  }

  /** Whether what is told now had been overtaken already by what was told before. */
  boolean later(FactDraft draft) {
    return verdict == Verdict.REPLACES && fact.traits().validFrom().isAfter(draft.said());
  }

  /** Whether both hold, and are told as things are. */
  boolean standsBeside() {
    return verdict == Verdict.BESIDE && !fact.negated() && fact.modality() == Modality.ACTUAL;
  }

  /** Since when the first of them holds. */
  static Instant earliest(List<Rival> outdone) {
    return outdone.stream()
        .map(rival -> rival.fact.traits().validFrom())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** What became of a new fact, in words. */
  static String why(List<Rival> rivals, List<Rival> outdone, boolean late) {
    if (late) {
      return "was overtaken already by what is known of later";
    }
    if (!outdone.isEmpty()) {
      return switch (outdone.getFirst().verdict) {
        case REFINES -> "says more than a fact that is known";
        case FULFILS -> "what was intended came about";
        default -> "contradicts a fact that is known";
      };
    }
    return rivals.isEmpty() ? "new" : "stands beside what is known";
  }
}
