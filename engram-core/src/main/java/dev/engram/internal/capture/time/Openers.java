package dev.engram.internal.capture.time;

import java.util.Set;

/** Plain words with which a temporal expression can begin. */
final class Openers {
  private static final Set<String> WORDS =
      Set.of(
          "the", "this", "that", "same", "next", "last", "past", "previous", "prior", "preceding",
          "coming", "upcoming", "following", "current", "in", "on", "at", "around", "about",
          "circa", "from", "between", "by", "up", "no", "not", "as", "any", "later", "earlier",
          "early", "late", "mid", "middle", "end", "beginning", "start", "starting", "commencing",
          "rest", "remaining", "remainder", "year", "month", "week", "within", "a", "an", "another",
          "few", "couple", "some", "several", "dozen", "every", "each", "all", "once", "twice",
          "thrice", "bi", "semi", "for", "right", "just", "w", "whole", "entire", "more", "less",
          "greater", "fiscal", "financial", "school", "academic", "calendar", "during", "dawn",
          "upto", "approximately", "to", "till", "until", "over", "roughly", "almost", "yr", "weekend");

  private Openers() {}

  static boolean has(String word) {
    return WORDS.contains(word);
  }
}
