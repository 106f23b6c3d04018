package dev.engram.internal.index.lexical;

import dev.engram.internal.index.lexical.analysis.MemoryAnalyzer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The terms of a query: those that are no stop words, or else the stop words.
 *
 * @param terms distinct, in order of appearance, at most {@link #MOST_TERMS}
 * @param pairs terms that follow each other, at most {@link #MOST_PAIRS}
 * @param unread how many further distinct terms there are
 */
record QueryWords(List<String> terms, List<Pair> pairs, int unread) {
  /** Looking up a term costs about a microsecond a field and segment. */
  static final int MOST_TERMS = 1024;

  static final int MOST_PAIRS = 32;

  /** Two terms that follow each other. */
  record Pair(String first, String second) {}

  static QueryWords of(Analyzer analyzer, String text) throws IOException {
    var content = new Collected();
    var stopWords = new Collected();
    try (var stream = analyzer.tokenStream(Schema.TEXT, text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var flags = stream.addAttribute(FlagsAttribute.class);
      var advance = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        boolean stop = (flags.getFlags() & MemoryAnalyzer.STOP_WORD) != 0;
        var collected = stop ? stopWords : content;
        collected.add(term.toString(), advance.getPositionIncrement() == 0);
      }
      stream.end();
    }
    return (content.terms.isEmpty() ? stopWords : content).words();
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  private static final class Collected {
    private final SequencedSet<String> terms = new LinkedHashSet<>();
    private final List<String> sequence = new ArrayList<>();

    void add(String term, boolean samePlace) {
      terms.add(term);
      if (samePlace && !sequence.isEmpty()) {
        sequence.removeLast(); // of one place, the last reading is the plainest
      }
      sequence.add(term);
    }

    QueryWords words() {
      var read = terms.stream().limit(MOST_TERMS).toList();
      var pairs = new ArrayList<Pair>();
      for (int i = 1; i < sequence.size() && pairs.size() < MOST_PAIRS; i++) {
        pairs.add(new Pair(sequence.get(i - 1), sequence.get(i)));
      }
      return new QueryWords(read, pairs, terms.size() - read.size());
    }
  }
}
