package dev.engram.internal.capture.affect;

import dev.engram.internal.capture.word.Phrases;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import dev.engram.memory.Affect;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Scores how a text feels (spec §37.2), by words with weights, without a model.
 *
 * <p>A weight is multiplied by the strengtheners before it, turned round and weakened behind a
 * negation within three words of the same clause, and raised by capitals and by letters drawn out.
 * What stands before "but" counts half. Valence is the sum squashed into −1 to 1; intensity adds up
 * the sizes of the weights, emphasis, urgency, and what the context tells, with the spec's shares.
 * Feeling thins out in long texts: sums are divided by the root of the text's length in stretches
 * of forty words. One faint word alone says little and counts a third.
 *
 * <p>Stateless and thread-safe; linear in the text.
 */
public final class AffectScorer {
  private static final double SQUASH = 20;
  private static final double STRETCH = 40;
  private static final double NEGATED = -0.6;
  private static final int SCOPE = 3;

  /** Scores a text. */
  public Affect of(String text, AffectContext context) {
    var tally = new Tally(text, Words.of(text));
    tally.run();
    double thinned = Math.sqrt(Math.max(1, tally.counted / STRETCH));
    double sum = tally.sum / thinned;
    double size = tally.size / thinned;
    double emphasis = Math.min(3, tally.emphasis);
    boolean faint = tally.size <= 1.5 && emphasis == 0 && !tally.negated;
    double valence = sum / Math.sqrt(sum * sum + SQUASH) * (faint ? 0.35 : 1);
    double intensity =
        Math.min(0.6, size * (faint ? 0.03 : 0.07))
            + (tally.size > 0 ? 0.1 : 0.05) * emphasis
            + 0.15 * Math.min(2, tally.urgency);
    if (context.outcome().isPresent()) {
      valence += context.outcome().get().valence();
      intensity += context.outcome().get().intensity();
    }
    intensity += context.correction() || tally.correction ? 0.25 : 0;
    intensity += context.first() ? 0.2 : 0;
    return new Affect(clamp(valence, -1), clamp(intensity, 0));
  }

  private static double clamp(double value, double least) {
    return Math.max(least, Math.min(1, value));
  }

  /** Reads one text. */
  private static final class Tally {
    private final String text;
    private final List<Word> words;
    private double sum;
    private double size;
    private double clause;
    private double emphasis;
    private int urgency;
    private boolean correction;
    private boolean negated;
    private int counted;
    private int negation = -10;
    private double factor = 1;
    private int factorAt = -10;

    Tally(String text, List<Word> words) {
      this.text = text;
      this.words = words;
    }

    void run() {
      boolean shouting = shouting();
      for (int i = 0; i < words.size(); i++) {
        Word word = words.get(i);
        if (word.code()) {
          continue;
        }
        switch (word.kind()) {
          case WORD -> i = word(i, word, shouting);
          case MARK -> i = mark(i, word);
          case BREAK -> endClause();
          default -> counted++;
        }
      }
      sum += clause;
    }

    private boolean shouting() {
      int shouted = 0;
      int all = 0;
      for (Word word : words) {
        if (word.isWord() && word.text().length() > 1) {
          all++;
          shouted += word.shouted() ? 1 : 0;
        }
      }
      if (all >= 3 && shouted * 10 >= all * 7) {
        emphasis += 1.5;
        return true;
      }
      return false;
    }

    private int word(int i, Word word, boolean shouting) {
      counted++;
      Optional<Phrases.Hit<Double>> feeling = FeelingWords.WEIGHTS.at(text, words, i);
      if (feeling.isPresent() && !idleLike(i, word)) {
        feel(i, feeling.get().value(), word, shouting, 1);
        effect(i, true);
        return feeling.get().last();
      }
      int last = effect(i, false);
      if (last >= 0) {
        return last;
      }
      if (word.folded().equals("but") || word.folded().equals("however")) {
        clause *= 0.5;
        endClause();
        return i;
      }
      boolean drawn = drawnOut(word.folded());
      String plain = drawn ? FeelingWords.shortened(word.folded()) : word.folded();
      Optional<Double> weight =
          drawn ? FeelingWords.WEIGHTS.get(plain) : FeelingWords.stemmed(plain);
      if (weight.isPresent()) {
        feel(i, weight.get(), word, shouting, drawn ? 1.3 : 1);
      }
      emphasis += drawn ? 0.7 : 0;
      return i;
    }

    /** "It looks like rain" likes nothing. */
    private boolean idleLike(int i, Word word) {
      if (!word.folded().equals("like") || i == 0) {
        return word.folded().equals("like");
      }
      String before = words.get(i - 1).folded();
      return !LIKERS.contains(before);
    }

    private static final Set<String> LIKERS =
        Set.of(
            "i", "we", "they", "you", "really", "also", "do", "don't", "didn't", "doesn't", "dont",
            "not", "never", "always", "just", "still");

    private void feel(int i, double weight, Word word, boolean shouting, double drawn) {
      double strength = i - factorAt <= 2 ? factor : 1;
      double value = weight * strength * drawn;
      if (i - negation <= SCOPE) {
        value *= NEGATED;
        negated = true;
      }
      if (word.shouted() && !shouting) {
        value *= 1.3;
        emphasis += 0.7;
      }
      clause += value;
      size += Math.abs(weight * strength * drawn);
      factor = 1;
    }

    /** What a modifying word does; the index of its last token, or -1 if it modifies nothing. */
    private int effect(int i, boolean wholeOnly) {
      Optional<Phrases.Hit<String>> hit = FeelingWords.MODIFIERS.at(text, words, i);
      if (hit.isEmpty()) {
        return -1;
      }
      int last = hit.get().last();
      switch (hit.get().value()) {
        case "not" -> negation = wholeOnly ? negation : last;
        case "urgent" -> urgency++;
        case "correction" -> correction = true;
        case "success" -> sum += 0.8;
        case "failure" -> sum -= 0.8;
        default -> {
          double own = Double.parseDouble(hit.get().value());
          factor = i - factorAt <= 2 ? factor * own : own;
          factorAt = last;
        }
      }
      return last;
    }

    private int mark(int i, Word word) {
      char c = word.text().charAt(0);
      String around = text.substring(word.start(), Math.min(text.length(), word.start() + 4));
      for (int n = around.length(); n >= word.text().length(); n--) {
        Double weight = FeelingWords.EMOJI.get(around.substring(0, n));
        boolean apart = n > 1 || !Character.isLetterOrDigit(c);
        if (weight != null && apart && (word.start() == 0 || !letterBefore(word.start()))) {
          clause += weight * 0.8;
          size += Math.abs(weight) * 0.8;
          int next = i;
          while (next + 1 < words.size() && words.get(next + 1).start() < word.start() + n) {
            next++;
          }
          return next;
        }
      }
      if (c == '!') {
        emphasis += 0.5;
      } else if (c == '*' && i + 1 < words.size() && words.get(i + 1).is('*')) {
        emphasis += 0.25;
      }
      if (".!?…。".indexOf(c) >= 0) {
        endClause();
      } else if (c == ',' || c == ';' || c == ':') {
        endScope();
      }
      return i;
    }

    private boolean letterBefore(int at) {
      return Character.isLetterOrDigit(text.charAt(at - 1)) && text.charAt(at) < 0x80;
    }

    private void endClause() {
      sum += clause;
      clause = 0;
      endScope();
    }

    private void endScope() {
      negation = -10;
      factor = 1;
      factorAt = -10;
    }

    private static boolean drawnOut(String word) {
      int run = 1;
      for (int i = 1; i < word.length(); i++) {
        run =
            word.charAt(i) == word.charAt(i - 1) && Character.isLetter(word.charAt(i))
                ? run + 1
                : 1;
        if (run >= 3 && !word.startsWith("www")) {
          return true;
        }
      }
      return false;
    }
  }
}
