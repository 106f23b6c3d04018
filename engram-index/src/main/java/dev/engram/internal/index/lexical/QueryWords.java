package dev.engram.internal.index.lexical;

import dev.engram.internal.index.lexical.analysis.MemoryAnalyzer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;

/**
 * The terms of a query: those that are no stop words, or else the stop words.
 *
 * @param terms distinct, in order of appearance, at most {@link #MOST_TERMS}
 * @param unread how many further distinct terms there are
 */
record QueryWords(List<String> terms, int unread) {
  /** Looking up a term costs about a microsecond a segment. */
  static final int MOST_TERMS = 1024;

  static QueryWords of(Analyzer analyzer, String text) throws IOException {
    var content = new LinkedHashSet<String>();
    var stopWords = new LinkedHashSet<String>();
    try (var stream = analyzer.tokenStream(Schema.WORDS, text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var flags = stream.addAttribute(FlagsAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        boolean stop = (flags.getFlags() & MemoryAnalyzer.STOP_WORD) != 0;
        (stop ? stopWords : content).add(term.toString());
      }
      stream.end();
    }
    var distinct = content.isEmpty() ? stopWords : content;
    var read = distinct.stream().limit(MOST_TERMS).toList();
    return new QueryWords(read, distinct.size() - read.size());
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  @Override
  public String toString() {
    return "QueryWords[" + terms.size() + "]";
  }
}
