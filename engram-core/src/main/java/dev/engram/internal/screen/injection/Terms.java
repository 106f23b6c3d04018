package dev.engram.internal.screen.injection;

import dev.engram.internal.capture.word.Resource;
import java.util.HashMap;
import java.util.Map;

/** What words mean when they are spoken to a model: bits by word, in ten languages. Immutable. */
final class Terms {
  static final int OVERRIDE = 1;
  static final int EARLIER = 2;
  static final int RULES = 4;
  static final int REVEAL = 8;
  static final int PROMPT = 16;
  static final int ROLE = 32;
  static final int SEND = 64;
  static final int PERSONA = 128;

  private static final Map<String, Integer> BITS = read();

  private Terms() {}

  private static Map<String, Integer> read() {
    Map<String, Integer> names =
        Map.of(
            "override", OVERRIDE,
            "earlier", EARLIER,
            "rules", RULES,
            "reveal", REVEAL,
            "prompt", PROMPT,
            "role", ROLE,
            "send", SEND,
            "persona", PERSONA);
    var bits = new HashMap<String, Integer>();
    for (String line : Resource.lines(Terms.class, "terms.tsv")) {
      int tab = line.indexOf('\t');
      int bit = names.getOrDefault(line.substring(0, tab), 0);
      for (String word : line.substring(tab + 1).split(" ", -1)) {
        bits.merge(word.replace('_', ' '), bit, (a, b) -> a | b);
      }
    }
    return Map.copyOf(bits);
  }

  /** The bits of a word, or of two words with a blank between. */
  static int bits(String words) {
    return BITS.getOrDefault(words, 0);
  }
}
