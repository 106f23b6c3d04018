package dev.engram.bench.jmh;

import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.LexicalDocument;
import dev.engram.internal.index.lexical.LexicalIndex;
import dev.engram.internal.index.lexical.LexicalOptions;
import dev.engram.internal.index.lexical.TermMatches;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Looking up the terms of a question among 10,000 memories. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LexicalKernels {
  private static final int MEMORIES = 10_000;

  private final SyntheticCorpus corpus = new SyntheticCorpus(1, MEMORIES);
  private final LexicalIndex index = LexicalIndex.empty(LexicalOptions.defaults());
  private final OrdinalFilter all = OrdinalFilter.below(MEMORIES);
  private final OrdinalFilter tenth = Filters.everyTenth(MEMORIES);
  private final String question = corpus.question(1);

  /** Fills the index. */
  @Setup
  public void fill() {
    for (int i = 0; i < MEMORIES; i++) {
      index.put(LexicalDocument.of(i, corpus.item(i).text()));
    }
  }

  /** Frees the index. */
  @TearDown
  public void free() {
    index.close();
  }

  /** Every posting of every term. */
  @Benchmark
  public TermMatches matchesAll() {
    return index.matches(question, all);
  }

  /** The postings that a filter allows. */
  @Benchmark
  public TermMatches matchesTenth() {
    return index.matches(question, tenth);
  }
}
