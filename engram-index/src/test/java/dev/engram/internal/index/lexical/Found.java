package dev.engram.internal.index.lexical;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Matches in a form that compares.
 *
 * @param terms in order of appearance, each with the frequency by ordinal
 */
record Found(Map<String, Map<Integer, Integer>> terms, int droppedTerms, boolean noTerms) {
  private static final OrdinalFilter ALL = OrdinalFilter.below(1_000_000);

  static Found in(LexicalIndex index, String text) {
    return in(index, text, ALL);
  }

  static Found in(LexicalIndex index, String text, OrdinalFilter filter) {
    return of(index.matches(text, filter));
  }

  static Found of(TermMatches matches) {
    var terms = new LinkedHashMap<String, Map<Integer, Integer>>();
    for (TermMatch match : matches.terms()) {
      var documents = new TreeMap<Integer, Integer>();
      for (int i = 0; i < match.ordinals().length; i++) {
        if (documents.put(match.ordinals()[i], (int) match.frequencies()[i]) != null) {
          throw new AssertionError(match.ordinals()[i] + " twice for " + match.term());
        }
      }
      if (terms.put(match.term(), documents) != null) {
        throw new AssertionError(match.term() + " twice");
      }
    }
    return new Found(terms, matches.droppedTerms(), matches.noTerms());
  }

  int frequency(String term, int ordinal) {
    return terms.getOrDefault(term, Map.of()).getOrDefault(ordinal, 0);
  }

  /** Documents that hold one of the terms. */
  Set<Integer> ordinals() {
    var ordinals = new TreeSet<Integer>();
    terms.values().forEach(documents -> ordinals.addAll(documents.keySet()));
    return ordinals;
  }
}
