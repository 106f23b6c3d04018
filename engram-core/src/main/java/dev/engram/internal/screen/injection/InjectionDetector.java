package dev.engram.internal.screen.injection;

import dev.engram.internal.screen.injection.Signs.Sign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells instructions to a model from things worth remembering (spec §10.14, with the correction of
 * a scored detector for its word filters).
 *
 * <p>A text is brought to a plain form ({@link Plain}), cut into windows of words that overlap, and
 * each window is weighed by a linear model over hashed words and pieces of words and over named
 * signs; the heaviest window decides, so that an attack inside a long honest text does not drown.
 * Base64, hexadecimal and turned letters are decoded and weighed as well. Words alone do not
 * reject: that takes a named sign beside a score that no honest text of the training set came near.
 *
 * <p>No detector finds every attack: {@link dev.engram.internal.screen.prompt.PromptFrame} must
 * stand whatever this one says. Immutable, thread-safe. Cost: linear, some 100 µs for 500
 * characters.
 */
public final class InjectionDetector {
  private static final int LONGEST_TURNED = 4_000;
  private static final double TURNED = 2;
  static final String WORDING = "wording";

  private final InjectionModel model;

  /** Judges by a model. */
  public InjectionDetector(InjectionModel model) {
    this.model = model;
  }

  /** The detector with the weights that come with the library. */
  public static InjectionDetector standard() {
    return new InjectionDetector(InjectionModel.standard());
  }

  /** Judges a text. */
  public InjectionReport assess(String text) {
    var reasons = new ArrayList<Reason>();
    double odds = weigh(text, reasons);
    for (Encoded.Part part : Encoded.in(text)) {
      double inner = weigh(part.text(), new ArrayList<>());
      if (inner >= model.flagged()) {
        reasons.add(new Reason("encoded-text", part.start(), part.end(), inner));
        odds = Math.max(odds, inner);
      }
    }
    if (text.length() <= LONGEST_TURNED && turned(text)) {
      reasons.add(new Reason("turned-letters", 0, text.length(), TURNED));
      odds = Math.max(odds, model.flagged() + TURNED);
    }
    boolean named = reasons.stream().anyMatch(reason -> !reason.name().equals(WORDING));
    Verdict verdict =
        odds < model.flagged()
            ? Verdict.CLEAN
            : odds >= model.rejected() && named ? Verdict.REJECTED : Verdict.FLAGGED;
    reasons.sort(Comparator.comparingDouble(reason -> -reason.weight()));
    return new InjectionReport(1 / (1 + Math.exp(-odds)), verdict, reasons);
  }

  private double weigh(String text, List<Reason> reasons) {
    Plain plain = Plain.of(text);
    List<Token> tokens = Token.of(plain);
    double most = Double.NEGATIVE_INFINITY;
    int from = 0;
    do {
      int to = Math.min(tokens.size(), from + InjectionFeatures.WINDOW);
      List<Token> window = tokens.subList(from, to);
      List<Sign> signs = Signs.in(plain, window);
      double odds = model.odds(List.of(InjectionFeatures.of(window, signs)));
      if (odds > most) {
        most = odds;
        explain(plain, window, signs, odds, reasons);
      }
      from += InjectionFeatures.STRIDE;
    } while (from + InjectionFeatures.WINDOW - InjectionFeatures.STRIDE < tokens.size());
    return most;
  }

  /** The reasons of the heaviest window: its signs, and the weight of its wording. */
  private void explain(
      Plain plain, List<Token> window, List<Sign> signs, double odds, List<Reason> reasons) {
    reasons.clear();
    double wording = odds;
    for (Sign sign : signs) {
      double weight = model.weight(sign.name());
      wording -= weight;
      reasons.add(
          new Reason(sign.name(), plain.origin(sign.start()), plain.origin(sign.end()), weight));
    }
    if (odds >= model.flagged() && !window.isEmpty()) {
      int start = plain.origin(window.getFirst().start());
      int end = plain.origin(window.getLast().end());
      reasons.add(new Reason(WORDING, start, end, wording));
    }
  }

  private static boolean turned(String text) {
    Plain plain = Plain.of(Encoded.turned(text));
    return Signs.in(plain, Token.of(plain)).stream()
        .anyMatch(sign -> sign.name().equals("overrides-instructions"));
  }
}
