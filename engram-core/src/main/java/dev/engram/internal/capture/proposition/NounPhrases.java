package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.language.Verbs;
import java.util.List;
import java.util.Set;

/** Finds where noun phrases end. Immutable and thread-safe; linear in the phrase. */
final class NounPhrases {
  private static final Set<String> POSSESSIVES =
      Set.of("my", "your", "his", "her", "its", "our", "their", "ur");
  private static final Set<String> UNITS =
      Set.of(
          "day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "minutes",
          "ago");
  private static final Set<String> ALONE =
      Set.of(
          "i",
          "you",
          "he",
          "she",
          "it",
          "we",
          "they",
          "me",
          "him",
          "us",
          "them",
          "myself",
          "yourself",
          "himself",
          "herself",
          "itself",
          "ourselves",
          "themselves",
          "mine",
          "yours",
          "hers",
          "ours",
          "theirs");

  private final Verbs verbs;

  NounPhrases(Verbs verbs) {
    this.verbs = verbs;
  }

  /** Where the phrase that begins at {@code i} ends; {@code i} if none does. */
  int end(List<Token> tokens, int i) {
    int end = simple(tokens, i);
    for (int depth = 0; depth < 4 && end > i && end + 1 < tokens.size(); depth++) {
      if (!tokens.get(end).is("of")) {
        break;
      }
      int more = simple(tokens, end + 1);
      if (more == end + 1) {
        break;
      }
      end = more;
    }
    return end;
  }

  private int simple(List<Token> tokens, int i) {
    if (i >= tokens.size()) {
      return i;
    }
    Token first = tokens.get(i);
    if (ALONE.contains(first.norm())) {
      return i + 1;
    }
    boolean determined = first.tag() == Tag.DET || POSSESSIVES.contains(first.norm());
    int at = i;
    int head = -1;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      Tag tag = token.tag();
      boolean possessive = POSSESSIVES.contains(token.norm());
      if (head >= 0 && when(tokens, at)) {
        break;
      }
      if (possessive || tag == Tag.DET) {
        if (head >= 0 || (at > i && possessive && tokens.get(at - 1).tag() != Tag.DET)) {
          break;
        }
        determined = true;
      } else if (tag == Tag.NOUN
          || tag == Tag.PROPN
          || tag == Tag.NUM
          || tag == Tag.X
          || token.is("%", "$", "€", "£")) {
        head = at;
      } else if (tag == Tag.PRON && at == i) {
        return at + 1;
      } else if (tag == Tag.ADJ) {
        if (head >= 0 && !nounAhead(tokens, at)) {
          break;
        }
      } else if (tag == Tag.PART && token.is("'s", "'") && head >= 0) {
        head = -1;
        determined = true;
      } else if (tag == Tag.ADV && head < 0 && adverbInside(tokens, at)) {
        at++;
        continue;
      } else if (tag == Tag.VERB && head < 0 && determined && modifier(tokens, at)) {
        at++;
        continue;
      } else if (token.is(",") && head >= 0 && year(tokens, at)) {
        at += 2;
        head = at - 1;
        continue;
      } else if (token.is("-", "/", "&", "+")
          && head == at - 1
          && nounAt(tokens, at + 1)
          && !token.is("-")) {
        at++;
        continue;
      } else if (determined
          && head < 0
          && (tag == Tag.ADV || tag == Tag.VERB)
          && nounSoon(tokens, at)) {
        at++;
        continue;
      } else {
        break;
      }
      at++;
    }
    if (head >= 0) {
      return head + 1;
    }
    return determined && at > i && !(at == i + 1 && first.is("a", "an", "the")) ? at : i;
  }

  /** "last week", "2 years ago", "yesterday": after a head, an expression of time of its own. */
  private static boolean when(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    boolean number =
        token.tag() == Tag.NUM
            && at + 1 < tokens.size()
            && UNITS.contains(tokens.get(at + 1).norm());
    return number
        || token.is("last", "next", "past", "today", "yesterday", "tomorrow", "tonight", "now");
  }

  private static boolean year(List<Token> tokens, int comma) {
    return comma + 1 < tokens.size()
        && tokens.get(comma + 1).norm().length() == 4
        && tokens.get(comma - 1).tag() == Tag.NUM
        && tokens.get(comma + 1).norm().chars().allMatch(Character::isDigit);
  }

  private static boolean adverbInside(List<Token> tokens, int at) {
    if (at + 1 >= tokens.size()) {
      return false;
    }
    Tag next = tokens.get(at + 1).tag();
    boolean number =
        tokens
                .get(at)
                .is(
                    "about",
                    "around",
                    "almost",
                    "nearly",
                    "over",
                    "roughly",
                    "only",
                    "maybe",
                    "approximately")
            && next == Tag.NUM;
    return number || (next == Tag.ADJ && nounAhead(tokens, at + 1));
  }

  /** Whether adjectives from here on lead to a noun. */
  private static boolean nounAhead(List<Token> tokens, int at) {
    int i = at;
    while (i < tokens.size() && i < at + 4 && tokens.get(i).tag() == Tag.ADJ) {
      i++;
    }
    return nounAt(tokens, i);
  }

  private static boolean nounSoon(List<Token> tokens, int at) {
    return nounAt(tokens, at + 1) && !tokens.get(at).is("now", "not", "never");
  }

  private static boolean nounAt(List<Token> tokens, int i) {
    return i < tokens.size()
        && (tokens.get(i).tag() == Tag.NOUN
            || tokens.get(i).tag() == Tag.PROPN
            || tokens.get(i).tag() == Tag.NUM);
  }

  private boolean modifier(List<Token> tokens, int at) {
    String norm = tokens.get(at).norm();
    boolean form = verbs.can(norm, Verbs.Form.GERUND) || verbs.can(norm, Verbs.Form.PARTICIPLE);
    return form && nounAhead(tokens, at + 1);
  }
}
