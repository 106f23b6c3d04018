package dev.engram.internal.index.lexical;

import java.util.Random;
import java.util.stream.Collectors;

/** Random texts over a small vocabulary in which few words are frequent. */
record Corpus(Random random, int vocabulary) {
  String text(int words) {
    return random
        .doubles(words)
        .mapToObj(u -> "word" + (int) (vocabulary * u * u * u))
        .collect(Collectors.joining(" "));
  }

  LexicalDocument document(int ordinal) {
    return new LexicalDocument(
        ordinal,
        text(1 + random.nextInt(60)),
        random.nextBoolean() ? text(random.nextInt(80)) : "",
        random.nextInt(3) == 0 ? text(1) : "",
        random.nextInt(4) == 0 ? text(2) : "");
  }
}
