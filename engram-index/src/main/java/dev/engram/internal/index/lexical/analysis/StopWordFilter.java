package dev.engram.internal.index.lexical.analysis;

import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;

/** Flags stop words before stemming hides them, and drops them where the options say so. */
final class StopWordFilter extends FilteringTokenFilter {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final KeywordAttribute exact = addAttribute(KeywordAttribute.class);
  private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);
  private final StopWords use;

  StopWordFilter(TokenStream words, StopWords use) {
    super(words);
    this.use = use;
  }

  @Override
  protected boolean accept() {
    if (use == StopWords.KEPT || exact.isKeyword() || !EnglishStopWords.contains(term)) {
      return true;
    }
    flags.setFlags(MemoryAnalyzer.STOP_WORD);
    return use == StopWords.DROPPED_FROM_QUERIES;
  }
}
