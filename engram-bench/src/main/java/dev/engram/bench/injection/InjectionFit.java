package dev.engram.bench.injection;

import dev.engram.internal.screen.injection.InjectionFeatures;
import dev.engram.internal.screen.injection.InjectionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A linear support vector machine with squared hinge loss over sparse features, and its
 * cross-validation over groups of texts. Deterministic. For one thread.
 */
final class InjectionFit {
  static final int FOLDS = 10;
  private static final int ROUNDS = 25;
  private static final double COST = 5;
  private static final double TURN_WEIGHT = 0.1;

  /** From margins to log odds, roughly. */
  private static final double SHARPNESS = 3;

  private static final long SEED = 20_261_121;

  private final float[] weights = new float[InjectionFeatures.BUCKETS];
  private double bias;

  private record Example(InjectionFeatures features, boolean attack, double weight) {}

  double odds(LabelledText text) {
    double most = Double.NEGATIVE_INFINITY;
    for (InjectionFeatures window : text.windows()) {
      most = Math.max(most, window.dot(weights));
    }
    return most + bias;
  }

  InjectionModel model(double flagged, double rejected) {
    return new InjectionModel(weights, bias, flagged, rejected);
  }

  /** Fits on labelled texts, and on turns of ordinary talk as honest ones. */
  static InjectionFit of(List<LabelledText> texts, List<LabelledText> turns) {
    var examples = new ArrayList<Example>();
    for (LabelledText text : texts) {
      double weight = 1.0 / (text.attack() ? text.windows().size() : 1);
      text.windows().forEach(one -> examples.add(new Example(one, text.attack(), weight)));
    }
    for (LabelledText turn : turns) {
      turn.windows().forEach(one -> examples.add(new Example(one, false, TURN_WEIGHT)));
    }
    var fit = new InjectionFit();
    fit.run(examples);
    return fit;
  }

  /**
   * Coordinate descent in the dual (Hsieh and others, 2008); the bias is a feature of value one.
   */
  private void run(List<Example> examples) {
    double[] alphas = new double[examples.size()];
    Integer[] order = new Integer[examples.size()];
    Arrays.setAll(order, i -> i);
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(Arrays.asList(order), random);
      for (int place : order) {
        Example one = examples.get(place);
        InjectionFeatures features = one.features();
        int side = one.attack() ? 1 : -1;
        double softness = 1 / (2 * COST * one.weight());
        double length = 1 + softness;
        for (int i = 0; i < features.size(); i++) {
          length += features.value(i) * features.value(i);
        }
        double slope = side * (features.dot(weights) + bias) - 1 + softness * alphas[place];
        double next = Math.max(0, alphas[place] - slope / length);
        double change = (next - alphas[place]) * side;
        alphas[place] = next;
        if (change != 0) {
          for (int i = 0; i < features.size(); i++) {
            weights[features.at(i)] += (float) (change * features.value(i));
          }
          bias += change;
        }
      }
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (float) SHARPNESS;
    }
    bias *= SHARPNESS;
  }

  /** Each text's log odds under a fit that saw no text of its group. */
  static double[] crossValidated(List<LabelledText> texts, int[] groups, List<LabelledText> turns) {
    double[] odds = new double[texts.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      var seen = new ArrayList<LabelledText>();
      for (int i = 0; i < groups.length; i++) {
        if (fold(groups[i]) != fold) {
          seen.add(texts.get(i));
        }
      }
      InjectionFit fit = of(seen, turns);
      for (int i = 0; i < groups.length; i++) {
        if (fold(groups[i]) == fold) {
          odds[i] = fit.odds(texts.get(i));
        }
      }
    }
    return odds;
  }

  private static int fold(int group) {
    return Math.floorMod(group * 0x9e3779b1, 1 << 20) % FOLDS;
  }
}
