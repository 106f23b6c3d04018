package dev.engram.internal.index.lexical.analysis;

/**
 * What an analyzer does beyond cutting and folding. Immutable.
 *
 * @param stemming applied to plain words, never to {@code foo_bar}, {@code 1.2.3} and their like
 * @param stopWords what becomes of English function words
 */
public record AnalyzerOptions(Stemming stemming, StopWords stopWords) {
  /** Raised whenever the same text may yield other terms than before. */
  private static final int VERSION = 1;

  /** Porter stems; stop words indexed, and dropped from queries. */
  public static AnalyzerOptions defaults() {
    return new AnalyzerOptions(Stemming.PORTER, StopWords.DROPPED_FROM_QUERIES);
  }

  /** Equal for two analyzers exactly when they yield the same terms for every document. */
  public String signature() {
    boolean indexed = stopWords != StopWords.DROPPED;
    return "analyzer=" + VERSION + ",stemming=" + stemming + ",stopWordsIndexed=" + indexed;
  }
}
