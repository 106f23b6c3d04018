package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.WordLists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The named sets of words in {@code words.tsv}. Immutable. */
final class Lexicon {
  private final Map<String, Set<String>> sets = new HashMap<>();

  Lexicon() {
    for (String line : WordLists.lines(Lexicon.class, "words.tsv")) {
      List<String> cells = List.of(line.split("\t", -1));
      sets.put(cells.get(0), Set.copyOf(List.of(cells.get(1).strip().split(" +"))));
    }
  }

  /** Whether a set holds a lower-case word. */
  boolean has(String set, String word) {
    Set<String> words = sets.get(set);
    if (words == null) {
      throw new IllegalArgumentException("no word set " + set);
    }
    return words.contains(word);
  }
}
