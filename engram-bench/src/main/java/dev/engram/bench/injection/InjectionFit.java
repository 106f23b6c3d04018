package dev.engram.bench.injection;

import dev.engram.internal.screen.injection.InjectionFeatures;
import dev.engram.internal.screen.injection.InjectionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Logistic regression with ridge penalty over sparse features, by AdaGrad with a fixed order of
 * examples, and its cross-validation over groups of texts that share wording. Deterministic.
 */
final class InjectionFit {
  static final int FOLDS = 10;
  private static final int ROUNDS = 30;
  private static final double RIDGE = 1e-5;
  private static final double STEP = 0.5;
  private static final double TURN_WEIGHT = 0.05;
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

  private void run(List<Example> examples) {
    float[] squares = new float[weights.length];
    double biasSquares = 1;
    Integer[] order = new Integer[examples.size()];
    Arrays.setAll(order, i -> i);
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(Arrays.asList(order), random);
      for (int place : order) {
        Example one = examples.get(place);
        InjectionFeatures features = one.features();
        double chance = 1 / (1 + Math.exp(-(features.dot(weights) + bias)));
        double pull = one.weight() * ((one.attack() ? 1 : 0) - chance);
        for (int i = 0; i < features.size(); i++) {
          int bucket = features.at(i);
          double slope = pull * features.value(i) - RIDGE * weights[bucket] * one.weight();
          squares[bucket] += (float) (slope * slope);
          weights[bucket] += (float) (STEP * slope / (1e-4 + Math.sqrt(squares[bucket])));
        }
        biasSquares += pull * pull;
        bias += STEP * pull / Math.sqrt(biasSquares);
      }
    }
  }

  /** Each text's log odds under a fit that saw no text of its group. */
  static double[] crossValidated(
      List<LabelledText> texts, int[] groups, List<LabelledText> turns) {
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
