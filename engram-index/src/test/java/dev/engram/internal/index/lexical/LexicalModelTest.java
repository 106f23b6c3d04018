package dev.engram.internal.index.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.filter.OrdinalFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the index with simple models over random histories. */
final class LexicalModelTest {
  private static final int ORDINALS = 3_000;
  private static final OrdinalFilter ALL = OrdinalFilter.below(ORDINALS);

  private record Hit(int ordinal, float score) {}

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.01, 0.1, 0.5, 0.99, 1})
  void filteringInsideEqualsFilteringAfter(double share) {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var corpus = new Corpus(random, 400);
    try (var index = LexicalIndex.empty(LexicalOptions.defaults())) {
      change(index, new TreeMap<>(), corpus, 2_000);
      for (int round = 0; round < 40; round++) {
        var filter =
            OrdinalFilter.of(
                IntStream.range(0, ORDINALS).filter(i -> random.nextDouble() < share).toArray());
        var query = new LexicalQuery(corpus.text(1 + random.nextInt(5)), scoring(random));
        int k = 1 + random.nextInt(30);

        var expected =
            hits(index.search(query, ORDINALS, ALL)).stream()
                .filter(hit -> filter.allows(hit.ordinal))
                .limit(k)
                .toList();
        assertThat(hits(index.search(query, k, filter)))
            .as("seed %d, round %d, %s", seed, round, query)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void answersDoNotDependOnHistory() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var corpus = new Corpus(random, 300);
    for (int round = 0; round < 4; round++) {
      var model = new TreeMap<Integer, LexicalDocument>();
      try (var index = LexicalIndex.empty(LexicalOptions.defaults());
          var rebuilt = LexicalIndex.empty(LexicalOptions.defaults())) {
        change(index, model, corpus, 1 + random.nextInt(3_000));
        model.values().forEach(rebuilt::put);

        assertThat(index.count()).as("seed %d", seed).isEqualTo(model.size());
        assertThat(rebuilt.count()).isEqualTo(model.size());
        for (int i = 0; i < 40; i++) {
          var query = new LexicalQuery(corpus.text(1 + random.nextInt(6)), scoring(random));
          int k = 1 + random.nextInt(50);
          assertThat(hits(index.search(query, k, ALL)))
              .as("seed %d, round %d, %s", seed, round, query)
              .isEqualTo(hits(rebuilt.search(query, k, ALL)));
        }
      }
    }
  }

  @Test
  void scoresAreBm25ByHand() {
    var scoring =
        new Scoring(
            new Bm25(1.2f, 0.75f),
            new FieldWeights(2, 0, 0, 0),
            FieldCombination.SUM,
            Proximity.OFF);
    try (var index = LexicalIndex.empty(LexicalOptions.defaults())) {
      index.put(LexicalDocument.of(1, "apple apple pear plum"));
      index.put(LexicalDocument.of(2, "pear plum"));
      index.put(LexicalDocument.of(3, "pear quince melon"));
      index.put(LexicalDocument.of(4, "apple that goes"));
      index.remove(4);

      // three documents of 4, 2 and 3 words; apple twice in one of them
      double idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
      double expected = 2 * idf * 2 / (2 + 1.2 * (0.25 + 0.75 * 4 / 3));
      var hits = index.search(new LexicalQuery("apple", scoring), 5, ALL);
      assertThat(hits(hits)).extracting(Hit::ordinal).containsExactly(1);
      assertThat((double) hits.scores()[0]).isCloseTo(expected, within(1e-5));
    }
  }

  /** Puts, replaces and removes at random, with searches between that make small segments. */
  private static void change(
      LexicalIndex index, Map<Integer, LexicalDocument> model, Corpus corpus, int changes) {
    for (int i = 0; i < changes; i++) {
      int ordinal = corpus.random().nextInt(ORDINALS);
      if (corpus.random().nextInt(5) == 0) {
        index.remove(ordinal);
        model.remove(ordinal);
      } else {
        var document = corpus.document(ordinal);
        index.put(document);
        model.put(ordinal, document);
      }
      if (corpus.random().nextInt(100) == 0) {
        index.search(LexicalQuery.of(corpus.text(2)), 3, ALL);
      }
    }
  }

  private static Scoring scoring(Random random) {
    var combination = random.nextBoolean() ? FieldCombination.SUM : FieldCombination.BEST;
    var weights = new FieldWeights(1, random.nextInt(2) * 0.3f, 0.5f, 0.25f);
    return new Scoring(new Bm25(1.2f, random.nextFloat()), weights, combination, Proximity.OFF);
  }

  private static List<Hit> hits(LexicalHits found) {
    var hits = new ArrayList<Hit>();
    for (int i = 0; i < found.size(); i++) {
      hits.add(new Hit(found.ordinals()[i], found.scores()[i]));
    }
    return hits;
  }
}
