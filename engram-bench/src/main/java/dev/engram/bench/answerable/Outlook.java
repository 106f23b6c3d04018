package dev.engram.bench.answerable;

import dev.engram.bench.eval.Judged;
import dev.engram.bench.eval.Judged.Truth;
import dev.engram.query.Answerability.Sign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a model fitted on other conversations says of each question, and the thresholds that follow.
 * Every conversation is judged by weights that have not seen it.
 *
 * @param judged the questions
 * @param probabilities of each, by the weights that were fitted without its conversation
 */
@SuppressWarnings("ArrayRecordComponent") // parallel to the list
record Outlook(List<Judged> judged, double[] probabilities) {
  /** The share of answerable questions that may be called unknown. */
  static final double LOST = 0.05;

  /** The share of questions without an answer that may be called known. */
  static final double MISLED = 0.1;

  private record Fold(String set, String conversation) {
    static Fold of(Judged one) {
      return new Fold(one.set(), one.conversation());
    }
  }

  static Outlook of(List<Judged> judged, List<Sign> signs) {
    var folds = new LinkedHashSet<Fold>();
    judged.forEach(one -> folds.add(Fold.of(one)));
    double[] probabilities = new double[judged.size()];
    for (Fold fold : folds) {
      TwoHeads others = TwoHeads.of(judged, one -> !Fold.of(one).equals(fold), signs);
      for (int i = 0; i < probabilities.length; i++) {
        if (Fold.of(judged.get(i)).equals(fold)) {
          probabilities[i] = others.probability(judged.get(i));
        }
      }
    }
    return new Outlook(judged, probabilities);
  }

  /** The same questions by the weights that come with the library. */
  static Outlook shipped(List<Judged> judged) {
    return new Outlook(
        judged, judged.stream().mapToDouble(one -> one.known().probability()).toArray());
  }

  double[] of(Predicate<Judged> wanted) {
    var kept = new ArrayList<Double>();
    for (int i = 0; i < probabilities.length; i++) {
      if (wanted.test(judged.get(i))) {
        kept.add(probabilities[i]);
      }
    }
    return kept.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Below it lies {@link #LOST} of the answerable questions, every set counting alike. */
  double nothingKnown() {
    return quantile(one -> one.truth() == Truth.ANSWERABLE, LOST);
  }

  /** Above it lies {@link #MISLED} of the unanswerable questions. */
  double known() {
    double floor = nothingKnown();
    return Math.max(floor, quantile(one -> one.truth() == Truth.UNANSWERABLE, 1 - MISLED));
  }

  private double quantile(Predicate<Judged> wanted, double share) {
    record Weighed(double probability, double weight) {}
    Map<String, Integer> sizes = new HashMap<>();
    judged.stream().filter(wanted).forEach(one -> sizes.merge(one.set(), 1, Integer::sum));
    // an unanswerable question counts by itself, for sets have few of them
    boolean alike = sizes.values().stream().allMatch(size -> size >= 20);
    var weighed = new ArrayList<Weighed>();
    double all = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (wanted.test(judged.get(i))) {
        double weight = alike ? 1.0 / sizes.getOrDefault(judged.get(i).set(), 1) : 1;
        weighed.add(new Weighed(probabilities[i], weight));
        all += weight;
      }
    }
    weighed.sort(Comparator.comparingDouble(Weighed::probability));
    double sum = 0;
    for (Weighed one : weighed) {
      sum += one.weight();
      if (sum >= share * all) {
        return one.probability();
      }
    }
    return 1;
  }

  /** Figures of each set and of all together. */
  Map<String, Map<String, Object>> figures(double nothing, double known, long seed) {
    var sets = new LinkedHashSet<String>();
    judged.forEach(one -> sets.add(one.set()));
    var figures = new LinkedHashMap<String, Map<String, Object>>();
    for (String set : sets) {
      figures.put(set, figures(one -> one.set().equals(set), nothing, known, seed));
    }
    if (sets.size() > 1) {
      figures.put("all", figures(one -> true, nothing, known, seed));
    }
    return figures;
  }

  private Map<String, Object> figures(
      Predicate<Judged> within, double nothing, double known, long seed) {
    var figures = new LinkedHashMap<String, Object>();
    double[] answerable = of(within.and(one -> one.truth() == Truth.ANSWERABLE));
    for (Truth truth : Truth.values()) {
      double[] these = of(within.and(one -> one.truth() == truth));
      var part = new LinkedHashMap<String, Object>();
      part.put("questions", these.length);
      if (these.length > 0) {
        part.put("nothing_known", share(these, 0, nothing));
        part.put("known", share(these, known, 2));
        if (truth != Truth.ANSWERABLE && answerable.length > 0) {
          Auroc.Area area = Auroc.of(answerable, these, seed);
          part.put("auroc", area.value());
          part.put("auroc_low", area.low());
          part.put("auroc_high", area.high());
        }
      }
      figures.put(truth.name().toLowerCase(Locale.ROOT), part);
    }
    return figures;
  }

  private static double share(double[] values, double from, double below) {
    int count = 0;
    for (double value : values) {
      count += value >= from && value < below ? 1 : 0;
    }
    return (double) count / values.length;
  }
}
