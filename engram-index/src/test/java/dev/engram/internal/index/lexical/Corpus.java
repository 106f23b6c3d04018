package dev.engram.internal.index.lexical;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Random texts over a small vocabulary in which few words are frequent. */
record Corpus(Random random, int vocabulary) {
  /** A word that the analyzer neither cuts nor stems nor stops. */
  static String word(String stem, int number) {
    char letter = "bdgkmp".charAt(number % 6);
    return number < 6 ? stem + letter : word(stem, number / 6 - 1) + letter;
  }

  String text(int words) {
    return random
        .doubles(words)
        .mapToObj(u -> word("w", (int) (vocabulary * u * u * u)))
        .collect(Collectors.joining(" "));
  }

  LexicalDocument document(int ordinal) {
    String who = random.nextInt(3) == 0 ? text(1 + random.nextInt(2)) : "";
    return new LexicalDocument(ordinal, text(1 + random.nextInt(60)), who);
  }

  /** Puts, replaces and removes at random, below a limit. */
  void change(LexicalIndex index, Map<Integer, LexicalDocument> model, int ordinals, int changes) {
    for (int i = 0; i < changes; i++) {
      int ordinal = random.nextInt(ordinals);
      if (random.nextInt(5) == 0) {
        index.remove(ordinal);
        model.remove(ordinal);
      } else {
        var document = document(ordinal);
        index.put(document);
        model.put(ordinal, document);
      }
      if (random.nextInt(100) == 0) {
        Found.in(index, text(2)); // makes a small segment
      }
    }
  }
}
