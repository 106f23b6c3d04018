package dev.engram.internal.index.lexical;

import dev.engram.internal.index.lexical.analysis.AnalyzerOptions;

/**
 * What an index holds; a saved index opens only with options that mean the same to its documents.
 *
 * @param analyzer how texts become terms
 */
public record LexicalOptions(AnalyzerOptions analyzer) {
  /** The default analyzer. */
  public static LexicalOptions defaults() {
    return new LexicalOptions(AnalyzerOptions.defaults());
  }
}
