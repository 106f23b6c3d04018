package dev.engram.internal.index.lexical;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lexical.LexicalIndexException.Reason;
import dev.engram.internal.index.lexical.analysis.AnalyzerOptions;
import dev.engram.internal.index.lexical.analysis.Stemming;
import dev.engram.internal.index.lexical.analysis.StopWords;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LexicalImageTest {
  private static final LexicalOptions OPTIONS = LexicalOptions.defaults();

  @Test
  void anEmptyIndexRoundTrips() {
    try (var index = LexicalIndex.empty(OPTIONS);
        var loaded = load(read(index.image()))) {
      assertThat(loaded.count()).isZero();
      loaded.put(LexicalDocument.of(3, "apple"));
      assertThat(Found.in(loaded, "apple").ordinals()).containsExactly(3);
    }
  }

  @Test
  void answersAreTheSameAfterARoundTrip() {
    long seed = System.nanoTime();
    var corpus = new Corpus(new Random(seed), 500);
    try (var index = filled(corpus, 3_000)) {
      for (int ordinal = 0; ordinal < 3_000; ordinal += 7) {
        index.remove(ordinal);
      }
      try (var loaded = load(read(index.image()))) {
        assertThat(loaded.count()).as("seed %d", seed).isEqualTo(index.count());
        assertThat(loaded.fingerprint()).as("seed %d", seed).isEqualTo(index.fingerprint());
        for (int i = 0; i < 100; i++) {
          String query = corpus.text(3);
          assertThat(Found.in(loaded, query)).as("seed %d", seed).isEqualTo(Found.in(index, query));
        }
        loaded.put(LexicalDocument.of(1, "replaced"));
        assertThat(loaded.count()).isEqualTo(index.count());
      }
    }
  }

  @Test
  void imagesShareWhatHasNotChanged() {
    try (var index = filled(new Corpus(new Random(1), 500), 3_000)) {
      var first = index.image();
      var again = index.image();
      assertThat(again.names()).isEqualTo(first.names());

      index.put(LexicalDocument.of(9_000, "one more"));
      var second = index.image();
      assertThat(second.names()).containsAnyElementsOf(first.names());
      assertThat(sizeOf(newFiles(first, second))).isLessThan(sizeOf(read(first)) / 10);

      try (var loaded = load(read(second))) {
        assertThat(loaded.image().names()).isEqualTo(second.names());
      }
    }
  }

  @Test
  void noNameIsUsedTwiceForOtherBytes() {
    var saved = new TreeMap<String, byte[]>();
    try (var index = filled(new Corpus(new Random(1), 100), 50)) {
      keep(index.image(), saved);
    }
    var image = Map.copyOf(saved);
    for (int session = 0; session < 5; session++) {
      try (var index = load(image);
          var rebuilt = LexicalIndex.empty(OPTIONS)) {
        for (int i = 0; i < 3; i++) {
          index.put(LexicalDocument.of(200 + i, "session" + session + " change" + i));
          rebuilt.put(LexicalDocument.of(200 + i, "session" + session + " change" + i));
          keep(index.image(), saved);
          keep(rebuilt.image(), saved);
        }
      }
    }
  }

  @Test
  void filesStayReadableWhileTheIndexMovesOn() {
    try (var index = filled(new Corpus(new Random(3), 500), 500)) {
      var image = index.image();
      for (int ordinal = 0; ordinal < 4_000; ordinal++) {
        index.put(LexicalDocument.of(ordinal, "overwritten"));
      }
      index.image();
      try (var loaded = load(read(image))) {
        assertThat(loaded.count()).isEqualTo(500);
        assertThat(Found.in(loaded, "overwritten").ordinals()).isEmpty();
      }
    }
  }

  @Test
  void everyKindOfDamageIsFound() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    try (var index = filled(new Corpus(random, 200), 300)) {
      index.remove(5);
      var image = read(index.image());
      for (var name : image.keySet()) {
        byte[] whole = image.get(name);
        for (int i = 0; i < 20; i++) {
          byte[] flipped = whole.clone();
          flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
          assertDamaged(with(image, name, flipped), "seed " + seed + ", bit flipped in " + name);
        }
        int length = random.nextInt(whole.length);
        assertDamaged(with(image, name, Arrays.copyOf(whole, length)), "cut " + name);
        assertDamaged(with(image, name, new byte[0]), "emptied " + name);
        var without = new TreeMap<>(image);
        without.remove(name);
        assertDamaged(without, "without " + name);
      }
      assertDamaged(with(image, "notes.txt", new byte[] {1}), "a foreign file");
      assertDamaged(Map.of(), "nothing at all");
    }
  }

  @Test
  void twoImagesAreNoImage() {
    try (var one = filled(new Corpus(new Random(1), 50), 10);
        var two = filled(new Corpus(new Random(2), 50), 10)) {
      var both = new TreeMap<>(read(one.image()));
      both.putAll(read(two.image()));
      assertDamaged(both, "two images");
    }
  }

  @Test
  void anotherAnalyzerIsRefused() {
    try (var index = filled(new Corpus(new Random(1), 50), 10)) {
      var image = read(index.image());
      var analyzer = new AnalyzerOptions(Stemming.NONE, StopWords.DROPPED_FROM_QUERIES);
      var others = new LexicalOptions(analyzer);

      assertThatThrownBy(() -> LexicalIndex.load(others, image.keySet(), image::get))
          .isInstanceOf(LexicalIndexException.class)
          .hasRootCauseMessage(
              "saved as " + Schema.signature(OPTIONS) + ", expected " + Schema.signature(others))
          .extracting("reason")
          .isEqualTo(Reason.IMAGE);
    }
  }

  private static void assertDamaged(Map<String, byte[]> image, String how) {
    assertThatThrownBy(() -> load(image).close())
        .as(how)
        .isInstanceOf(LexicalIndexException.class)
        .extracting("reason")
        .isEqualTo(Reason.IMAGE);
  }

  private static LexicalIndex filled(Corpus corpus, int count) {
    var index = LexicalIndex.empty(OPTIONS);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      index.put(corpus.document(ordinal));
    }
    return index;
  }

  private static LexicalIndex load(Map<String, byte[]> image) {
    return LexicalIndex.load(OPTIONS, image.keySet(), image::get);
  }

  private static Map<String, byte[]> read(IndexImage image) {
    var bytes = new TreeMap<String, byte[]>();
    image.files().forEach(file -> bytes.put(file.name(), file.content().read()));
    return bytes;
  }

  private static Map<String, byte[]> newFiles(IndexImage before, IndexImage after) {
    var bytes = new TreeMap<String, byte[]>();
    after.files().stream()
        .filter(file -> !before.names().contains(file.name()))
        .forEach(file -> bytes.put(file.name(), file.content().read()));
    return bytes;
  }

  private static void keep(IndexImage image, Map<String, byte[]> saved) {
    for (var file : image.files()) {
      byte[] bytes = file.content().read();
      assertThat(saved.getOrDefault(file.name(), bytes)).as(file.name()).isEqualTo(bytes);
      saved.put(file.name(), bytes);
    }
  }

  private static Map<String, byte[]> with(Map<String, byte[]> image, String name, byte[] bytes) {
    var changed = new TreeMap<>(image);
    changed.put(name, bytes);
    return changed;
  }

  private static long sizeOf(Map<String, byte[]> files) {
    return files.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  @Test
  void noImageAfterAWipeHoldsAWordOfWhatWasRemoved() {
    var index = LexicalIndex.empty(LexicalOptions.defaults());
    for (int ordinal = 0; ordinal < 5_000; ordinal++) {
      String own = ordinal % 100 == 7 ? " xylograph" + ordinal : " crate";
      index.put(new LexicalDocument(ordinal, "common words" + own, ""));
    }
    assertThat(saved(index)).contains("xylograph");
    for (int ordinal = 7; ordinal < 5_000; ordinal += 100) {
      index.remove(ordinal);
    }
    assertThat(saved(index)).as("the proof can fail").contains("xylograph");
    index.wipe();
    assertThat(saved(index)).doesNotContain("xylograph");
    assertThat(index.count()).isEqualTo(4_950);
    index.close();
  }

  private static String saved(LexicalIndex index) {
    var all = new StringBuilder();
    try (var image = index.image()) {
      image.files().forEach(file -> all.append(new String(file.content().read(), ISO_8859_1)));
    }
    return all.toString();
  }
}
