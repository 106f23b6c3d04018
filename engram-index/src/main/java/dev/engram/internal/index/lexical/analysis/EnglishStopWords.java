package dev.engram.internal.index.lexical.analysis;

import java.util.List;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * English words that say how a sentence is built and nothing of what it is about, with the question
 * words. Left out on purpose, because they are also names: may, will, us.
 */
public final class EnglishStopWords {
  private static final CharArraySet WORDS =
      CharArraySet.unmodifiableSet(
          new CharArraySet(
              List.of(
                  """
                  a about am an and any are aren arent as at be been being but by can cannot cant
                  could couldn couldnt did didn didnt do does doesn doesnt doing don dont for from
                  had hadn hadnt has hasn hasnt have haven havent having he her hers herself him
                  himself his how i if in into is isn isnt it its itself me my myself nor of on or
                  our ours ourselves she should shouldn shouldnt so some such than that the their
                  theirs them themselves then there these they this those to too was wasn wasnt we
                  were weren werent what when where which while who whom whose why with wont would
                  wouldn wouldnt you your yours yourself yourselves\
                  """
                      .split("\\s+")),
              false));

  private EnglishStopWords() {}

  /** Whether a word, in lower case, is one. */
  public static boolean contains(String word) {
    return WORDS.contains(word);
  }

  static boolean contains(CharTermAttribute term) {
    return WORDS.contains(term.buffer(), 0, term.length());
  }
}
