package dev.engram.internal.index.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the index with a model that reads every document, over random histories. */
final class LexicalModelTest {
  private static final int ORDINALS = 2_000;
  private static final LexicalOptions OPTIONS = LexicalOptions.defaults();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Corpus corpus = new Corpus(random, 400);
  private final Map<Integer, LexicalDocument> model = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.01, 0.1, 0.5, 0.99, 1})
  void matchesWhatTheModelMatches(double share) {
    var index = LexicalIndex.empty(OPTIONS);
    for (int session = 0; session < 3; session++) {
      corpus.change(index, model, ORDINALS, 1 + random.nextInt(1_500));
      var frequencies = frequencies();
      for (int i = 0; i < 20; i++) {
        String query = corpus.text(1 + random.nextInt(i % 4 == 0 ? 400 : 6));
        var filter = filter(share);
        assertThat(Found.in(index, query, filter))
            .as("seed %d, session %d", seed, session)
            .isEqualTo(expected(query, filter, frequencies));
      }
      index = reloaded(index);
      assertThat(index.count()).as("seed %d", seed).isEqualTo(model.size());
    }
    index.close();
  }

  @Test
  void neitherMatchesNorFingerprintDependOnHistory() {
    for (int round = 0; round < 4; round++) {
      model.clear();
      try (var index = LexicalIndex.empty(OPTIONS);
          var rebuilt = LexicalIndex.empty(OPTIONS)) {
        corpus.change(index, model, ORDINALS, 1 + random.nextInt(3_000));
        model.values().forEach(rebuilt::put);

        assertThat(rebuilt.fingerprint()).as("seed %d", seed).isEqualTo(index.fingerprint());
        for (int i = 0; i < 20; i++) {
          String query = corpus.text(1 + random.nextInt(300));
          assertThat(Found.in(rebuilt, query))
              .as("seed %d, round %d", seed, round)
              .isEqualTo(Found.in(index, query));
        }
      }
    }
  }

  @Test
  void everyChangeChangesTheFingerprint() {
    try (var index = LexicalIndex.empty(OPTIONS)) {
      corpus.change(index, model, ORDINALS, 500);
      long before = index.fingerprint();
      var changes =
          List.<Function<LexicalDocument, LexicalDocument>>of(
              old -> LexicalDocument.of(ORDINALS, old.text()),
              old -> LexicalDocument.of(ORDINALS, "?!"),
              old -> new LexicalDocument(old.ordinal(), old.text() + " wd", old.who()),
              old -> new LexicalDocument(old.ordinal(), old.text(), old.who() + " wd"),
              old -> LexicalDocument.of(old.ordinal(), "nothing of it"));
      for (var change : changes) {
        var old = anyHeld();
        index.put(change.apply(old));
        assertThat(index.fingerprint()).as("seed %d, %s", seed, old).isNotEqualTo(before);
        index.put(old);
        index.remove(ORDINALS);
        assertThat(index.fingerprint()).as("seed %d, %s", seed, old).isEqualTo(before);
      }
      index.remove(anyHeld().ordinal());
      assertThat(index.fingerprint()).as("seed %d", seed).isNotEqualTo(before);
    }
  }

  private LexicalDocument anyHeld() {
    return model.values().stream().skip(random.nextInt(model.size())).findFirst().orElseThrow();
  }

  private OrdinalFilter filter(double share) {
    return OrdinalFilter.of(
        IntStream.range(0, ORDINALS).filter(i -> random.nextDouble() < share).toArray());
  }

  /** By word and ordinal; the words of a corpus are their own terms. */
  private Map<String, Map<Integer, Integer>> frequencies() {
    var frequencies = new TreeMap<String, Map<Integer, Integer>>();
    for (var document : model.values()) {
      for (String word : words(document.text() + " " + document.who())) {
        frequencies
            .computeIfAbsent(word, _ -> new TreeMap<>())
            .merge(document.ordinal(), 1, Integer::sum);
      }
    }
    return frequencies;
  }

  private static Found expected(
      String query, OrdinalFilter filter, Map<String, Map<Integer, Integer>> frequencies) {
    var all = new LinkedHashMap<String, Map<Integer, Integer>>();
    for (String word : words(query)) {
      var documents = new TreeMap<>(frequencies.getOrDefault(word, Map.of()));
      documents.keySet().removeIf(ordinal -> !filter.allows(ordinal));
      all.put(word, documents);
    }
    Comparator<Map.Entry<String, Map<Integer, Integer>>> rarestFirst =
        Comparator.comparingInt(
            term -> term.getValue().isEmpty() ? Integer.MAX_VALUE : term.getValue().size());
    var dropped =
        all.entrySet().stream().sorted(rarestFirst).skip(64).map(Map.Entry::getKey).toList();
    dropped.forEach(all::remove);
    return new Found(all, dropped.size(), false);
  }

  private static Collection<String> words(String text) {
    return Arrays.asList(text.strip().split(" +"));
  }

  private static LexicalIndex reloaded(LexicalIndex index) {
    var files =
        index.image().files().stream()
            .collect(Collectors.toMap(IndexImage.File::name, file -> file.content().read()));
    index.close();
    return LexicalIndex.load(OPTIONS, files.keySet(), files::get);
  }
}
