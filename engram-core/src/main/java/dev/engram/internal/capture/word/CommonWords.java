package dev.engram.internal.capture.word;

import java.util.HashSet;
import java.util.Set;

/** English words that name nothing, however they are capitalised. Thread-safe. */
public final class CommonWords {
  private static final Set<String> FUNCTION = read("function-words.txt");
  private static final Set<String> WORDS = read("common-words.txt");

  private CommonWords() {}

  private static Set<String> read(String name) {
    return Set.copyOf(new HashSet<>(Resource.words(CommonWords.class, name)));
  }

  /** Pronouns, articles, auxiliaries, prepositions, conjunctions, adverbs, interjections. */
  public static boolean isFunction(String folded) {
    return FUNCTION.contains(folded);
  }

  /** A function word, or a content word that often stands capitalised without naming anything. */
  public static boolean isCommon(String folded) {
    return FUNCTION.contains(folded) || WORDS.contains(folded) || plainForm(folded);
  }

  private static boolean plainForm(String folded) {
    int n = folded.length();
    if (n > 4 && folded.endsWith("s")) {
      return WORDS.contains(folded.substring(0, n - 1));
    }
    if (n > 5 && folded.endsWith("ing")) {
      String stem = folded.substring(0, n - 3);
      return WORDS.contains(stem) || WORDS.contains(stem + "e");
    }
    if (n > 4 && folded.endsWith("ed")) {
      return WORDS.contains(folded.substring(0, n - 2))
          || WORDS.contains(folded.substring(0, n - 1));
    }
    return n > 5 && folded.endsWith("ly") && WORDS.contains(folded.substring(0, n - 2));
  }
}
