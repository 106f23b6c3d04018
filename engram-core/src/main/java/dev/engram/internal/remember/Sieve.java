package dev.engram.internal.remember;

import dev.engram.config.InjectionOptions;
import dev.engram.config.InjectionOptions.Action;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.screen.injection.InjectionDetector;
import dev.engram.internal.screen.injection.InjectionReport;
import dev.engram.internal.screen.injection.MemoryTexts;
import dev.engram.internal.screen.injection.MemoryTexts.Named;
import dev.engram.internal.screen.injection.Reason;
import dev.engram.internal.screen.injection.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Asks of every text on its way in whether it speaks to a model (spec §10.14.3). A refusal must not
 * take honest texts with it: so by default it refuses what comes alone, and flags what comes with
 * others. Immutable, thread-safe; some 70 µs for 500 characters.
 */
final class Sieve {
  private static final int MOST_REASONS = 4;

  private final InjectionDetector detector;
  private final InjectionOptions options;

  Sieve(InjectionDetector detector, InjectionOptions options) {
    this.detector = detector;
    this.options = options;
  }

  /**
   * Which pieces are to be flagged.
   *
   * @param known the materials of an archive that are flagged already, by number; what archives
   *     bring was ruled on before, so nothing of it is refused here
   * @throws InvalidInputException {@code E4003} if one is refused
   */
  BitSet flagged(List<Piece> pieces, Optional<BitSet> known) {
    var flagged = new BitSet(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      boolean told = known.isPresent() && known.get().get(piece.input());
      boolean looks =
          known.isPresent() ? worst(piece) != Verdict.CLEAN : flags(piece, pieces.size() == 1);
      flagged.set(i, told || looks);
    }
    return flagged;
  }

  private Verdict worst(Piece piece) {
    Verdict worst = Verdict.CLEAN;
    for (Named one : MemoryTexts.of(piece.memory())) {
      Verdict verdict = detector.assess(one.text()).everyday();
      worst = verdict.compareTo(worst) > 0 ? verdict : worst;
    }
    return worst;
  }

  private boolean flags(Piece piece, boolean alone) {
    if (options.equals(InjectionOptions.off())) {
      return false;
    }
    boolean flags = false;
    for (Named one : MemoryTexts.of(piece.memory())) {
      InjectionReport report = detector.assess(one.text());
      Action action = action(report.everyday());
      if (action == Action.REFUSE || (action == Action.REFUSE_ALONE && alone)) {
        throw InvalidInputException.injection(
            one.field(), one.text().length(), report.score(), reasons(report));
      }
      flags |= action != Action.KEEP;
    }
    return flags;
  }

  private Action action(Verdict verdict) {
    return switch (verdict) {
      case CLEAN -> Action.KEEP;
      case FLAGGED -> options.perhaps();
      case REJECTED -> options.surely();
    };
  }

  private static List<String> reasons(InjectionReport report) {
    return report.reasons().stream().map(Reason::name).distinct().limit(MOST_REASONS).toList();
  }

  /**
   * Those facts found in a clean text that are clean by themselves as well. Facts are short, and
   * one in 25 honest ones looks like an attack by its wording; so against a fact it takes a named
   * sign.
   */
  List<FactDraft> clean(List<FactDraft> facts) {
    if (options.equals(InjectionOptions.off()) || facts.isEmpty()) {
      return facts;
    }
    var clean = new ArrayList<FactDraft>(facts.size());
    for (FactDraft fact : facts) {
      InjectionReport report = detector.assess(fact.text());
      if (action(report.everyday()) == Action.KEEP || !report.named()) {
        clean.add(fact);
      }
    }
    return clean;
  }
}
