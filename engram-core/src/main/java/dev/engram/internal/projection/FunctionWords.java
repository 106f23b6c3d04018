package dev.engram.internal.projection;

import java.util.Set;

/**
 * English words that carry grammar and no content: articles, pronouns, auxiliaries, prepositions,
 * conjunctions and question words. A closed class, so the list does not depend on any text.
 */
public final class FunctionWords {
  private static final Set<String> WORDS =
      Set.of(
          """
          a about above after again all also am an and any are as at be because been before being
          below between both but by can could did do does doing don done down during each few for
          from had has have having he her here hers him his how i if in into is it its just may me
          might mine more most must my no nor not now of on once only or other our ours out over own
          s same shall she should so some such t than that the their theirs them then there these
          they this those through to too under until up us very was we were what when where which
          while who whom whose why will with would you your yours
          """
              .strip()
              .split("\\s+"));

  private FunctionWords() {}

  /** Whether a word, in lower case, carries no content. */
  public static boolean contains(String word) {
    return WORDS.contains(word);
  }

  /** All of them. */
  public static Set<String> all() {
    return WORDS;
  }
}
