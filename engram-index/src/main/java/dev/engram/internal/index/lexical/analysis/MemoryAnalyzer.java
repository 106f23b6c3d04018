package dev.engram.internal.index.lexical.analysis;

import org.apache.lucene.analysis.Analyzer;

/**
 * Analyses what people and agents say, code and file names included. {@code foo_bar}, {@code a.b},
 * {@code @user}, {@code #tag}, paths, addresses, versions and camel case are kept whole and in
 * parts; marks and case are folded; possessive 's goes; scripts without spaces yield pairs of
 * characters.
 *
 * <p>The whole stands at the position of its first part, with an increment of zero between them, so
 * a length counts words and not readings. Stop words carry {@link #STOP_WORD} in the flags.
 *
 * <p>Thread-safe. Linear in the text, of which {@link Purpose#longestText()} characters are read.
 */
public final class MemoryAnalyzer extends Analyzer {
  /** The value of {@code FlagsAttribute} on a stop word. */
  public static final int STOP_WORD = 1;

  private final AnalyzerOptions options;
  private final Purpose purpose;

  /** An analyzer of texts for one purpose. */
  public MemoryAnalyzer(AnalyzerOptions options, Purpose purpose) {
    this.options = options;
    this.purpose = purpose;
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    var cut = new MemoryTokenizer(purpose);
    var stopped = new StopWordFilter(cut, options.stopWords());
    return new TokenStreamComponents(cut, options.stemming().over(stopped));
  }
}
