package dev.engram.bench.facts;

import dev.engram.bench.facts.FactCorpus.Gold;
import dev.engram.internal.capture.proposition.Proposition;
import dev.engram.memory.Modality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pairs a turn's extracted facts with its listed ones, one to one, the best overlap first. */
final class FactMatcher {
  private record Pair(int gold, int found, double overlap) {}

  /**
   * A turn's pairs.
   *
   * @param goldToFound which fact a listed one was found as
   * @param alike found facts that match a listed one which another took
   */
  record Pairs(Map<Integer, Integer> goldToFound, Set<Integer> alike) {}

  private FactMatcher() {}

  static Pairs match(List<Gold> gold, List<Proposition> found) {
    var pairs = new ArrayList<Pair>();
    for (int g = 0; g < gold.size(); g++) {
      for (int f = 0; f < found.size(); f++) {
        double overlap = overlap(gold.get(g), found.get(f));
        if (overlap > 0) {
          pairs.add(new Pair(g, f, overlap));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
    var taken = new HashMap<Integer, Integer>();
    var used = new HashSet<Integer>();
    var alike = new HashSet<Integer>();
    for (Pair pair : pairs) {
      if (!taken.containsKey(pair.gold()) && used.add(pair.found())) {
        taken.put(pair.gold(), pair.found());
      } else {
        alike.add(pair.found());
      }
    }
    alike.removeAll(used);
    return new Pairs(taken, alike);
  }

  private static double overlap(Gold gold, Proposition found) {
    if (!standing(gold.negated(), gold.modality())
        .equals(standing(found.negated(), found.modality().label()))) {
      return 0;
    }
    if (gold.subjects().stream().noneMatch(name -> FactWords.same(name, found.subject()))) {
      return 0;
    }
    double best = 0;
    for (String object : gold.objects()) {
      double overlap = FactWords.overlap(object, found.object());
      if (overlap >= 0.6 || FactWords.names(object, found.object())) {
        best = Math.max(best, Math.max(overlap, 0.1));
      }
    }
    boolean sentence =
        FactWords.covered(gold.text(), found.text()) >= 0.5
            || FactWords.stems(gold.predicate()).stream()
                .anyMatch(FactWords.stems(found.predicate())::contains);
    return sentence ? best : 0;
  }

  /** The class that a polarity and a modality put a fact into. */
  static String standing(boolean negated, String modality) {
    if (negated || modality.equals(Modality.FORMER.label())) {
      return "does not hold";
    }
    return modality.equals(Modality.ACTUAL.label()) ? "holds" : "not yet";
  }
}
