package dev.engram.internal.recall.signal;

import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import dev.engram.internal.projection.MarkProjection;
import dev.engram.internal.projection.Marks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which words of a question name somebody who speaks in what its asker may see.
 *
 * <p>In "What did Ana cook?", Ana is not what the answer has to contain but who most likely says
 * it: half of all turns hold her name as their speaker's, so as a word it only blurs. Such terms
 * are left out of the lexical signal and compared with the speaker instead.
 *
 * @param terms one entry a term of the question: whether it names a speaker
 * @param names the hashes of these names ({@link Marks#name}), shape {@code [named]}
 */
@SuppressWarnings("ArrayRecordComponent") // small parallel arrays, read on a hot path
public record Speakers(boolean[] terms, int[] names) {
  /** Postings looked at; a speaker's name stands in all of their turns. */
  private static final int LOOKED_AT = 64;

  private static final int MOST_WORDS = 64;
  private static final int MOST_CUT_BY_STEMMING = 3;

  /** Those among the terms of a question. Cost: some look-ups a capitalised word. */
  static Speakers of(String question, TermMatches matches, MarkProjection.View marks) {
    List<String> capitalised = capitalised(question);
    boolean[] terms = new boolean[matches.terms().size()];
    int[] names = new int[terms.length];
    int count = 0;
    for (int i = 0; i < terms.length; i++) {
      TermMatch match = matches.terms().get(i);
      for (String word : capitalised) {
        if (stemmed(match.term(), word) && speaks(Marks.name(word), match, marks)) {
          terms[i] = true;
          names[count++] = Marks.name(word);
          break;
        }
      }
    }
    return count == terms.length
        ? new Speakers(new boolean[terms.length], Arrays.copyOf(names, count))
        : new Speakers(terms, Arrays.copyOf(names, count));
  }

  private static List<String> capitalised(String question) {
    var words = new ArrayList<String>();
    int start = -1;
    for (int i = 0; i <= question.length() && words.size() < MOST_WORDS; i++) {
      if (i < question.length() && Character.isLetterOrDigit(question.charAt(i))) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        if (Character.isUpperCase(question.charAt(start))) {
          words.add(question.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = -1;
      }
    }
    return words;
  }

  /** Whether a term may be what stemming left of a word. */
  private static boolean stemmed(String term, String word) {
    int shared = Math.min(term.length(), word.length());
    return word.length() - term.length() <= MOST_CUT_BY_STEMMING
        && term.length() <= word.length()
        && word.regionMatches(0, term, 0, Math.max(1, shared - 1));
  }

  private static boolean speaks(int name, TermMatch match, MarkProjection.View marks) {
    int looked = Math.min(LOOKED_AT, match.ordinals().length);
    for (int i = 0; i < looked; i++) {
      if (marks.marks(match.ordinals()[i]).speaker() == name) {
        return true;
      }
    }
    return false;
  }
}
