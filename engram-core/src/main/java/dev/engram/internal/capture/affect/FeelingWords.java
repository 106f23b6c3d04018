package dev.engram.internal.capture.affect;

import dev.engram.internal.capture.word.Phrases;
import dev.engram.internal.capture.word.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights of words, phrases and emoji, and what modifies them. Thread-safe. */
final class FeelingWords {
  /** Words with feeling, -4 to 4. */
  static final Phrases<Double> WEIGHTS = new Phrases<>(weights("feelings.txt"));

  /** Emoji and emoticons, -4 to 4. */
  static final Map<String, Double> EMOJI = Map.copyOf(weights("emoji.txt"));

  /** The effect of a word on those after it, or on the whole: a factor, or a name. */
  static final Phrases<String> MODIFIERS = new Phrases<>(modifiers());

  private FeelingWords() {}

  private static Map<String, Double> weights(String list) {
    var weights = new HashMap<String, Double>();
    for (String line : Resource.lines(FeelingWords.class, list)) {
      List<String> words = List.of(line.split(" "));
      double weight = Double.parseDouble(words.getFirst());
      for (String word : words.subList(1, words.size())) {
        weights.putIfAbsent(word.replace('_', ' '), weight);
      }
    }
    return weights;
  }

  private static Map<String, String> modifiers() {
    var effects = new HashMap<String, String>();
    for (String line : Resource.lines(FeelingWords.class, "modifiers.txt")) {
      List<String> words = List.of(line.split(" "));
      for (String word : words.subList(1, words.size())) {
        effects.putIfAbsent(word.replace('_', ' '), words.getFirst());
      }
    }
    return effects;
  }

  /** The weight of one word, by itself or by its stem. */
  static Optional<Double> stemmed(String word) {
    int n = word.length();
    if (n > 4 && word.endsWith("s")) {
      return WEIGHTS.get(word.substring(0, n - 1));
    }
    if (n > 5 && word.endsWith("ed")) {
      return WEIGHTS.get(word.substring(0, n - 2)).or(() -> WEIGHTS.get(word.substring(0, n - 1)));
    }
    if (n > 6 && word.endsWith("ing")) {
      String stem = word.substring(0, n - 3);
      return WEIGHTS.get(stem).or(() -> WEIGHTS.get(stem + "e"));
    }
    if (n > 5 && word.endsWith("ly")) {
      return WEIGHTS.get(word.substring(0, n - 2));
    }
    return Optional.empty();
  }

  /** "soooo" becomes "so": runs of three letters and more are cut to one. */
  static String shortened(String word) {
    var out = new StringBuilder(word.length());
    int run = 0;
    for (int i = 0; i < word.length(); i++) {
      run = i > 0 && word.charAt(i) == word.charAt(i - 1) ? run + 1 : 0;
      if (run == 1 && !(i + 1 < word.length() && word.charAt(i + 1) == word.charAt(i))) {
        out.append(word.charAt(i));
      } else if (run == 0) {
        out.append(word.charAt(i));
      }
    }
    return out.toString();
  }
}
