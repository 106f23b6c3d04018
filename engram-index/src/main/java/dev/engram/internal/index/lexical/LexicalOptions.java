package dev.engram.internal.index.lexical;

import dev.engram.internal.index.lexical.analysis.AnalyzerOptions;

/**
 * What an index holds; a saved index opens only with options that mean the same to its documents.
 *
 * @param analyzer how texts become terms
 * @param positions whether to know where in a text a word stands: about a third more bytes, needed
 *     by {@link Proximity}
 */
public record LexicalOptions(AnalyzerOptions analyzer, boolean positions) {
  /** The default analyzer, without positions. */
  public static LexicalOptions defaults() {
    return new LexicalOptions(AnalyzerOptions.defaults(), false);
  }
}
