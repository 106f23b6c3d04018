package dev.engram.internal.index.hnsw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HnswImageTest {
  private static final VectorSpace SPACE = new VectorSpace("test", 5, Metric.EUCLIDEAN);
  private static final HnswOptions OPTIONS = new HnswOptions(4, 20, 20, 3, 16);

  private static HnswVectorIndex filled(int ordinals) {
    var random = new Random(4);
    var index = HnswVectorIndex.create(SPACE, OPTIONS);
    for (int ordinal = 0; ordinal < ordinals; ordinal++) {
      index.put(ordinal, RandomVectors.wholeParts(random, 5));
    }
    return index;
  }

  private static void isDamaged(VectorSpace space, IndexImage image) {
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> HnswVectorIndex.load(space, OPTIONS, image))
        .matches(e -> e.reason() == VectorIndexException.Reason.IMAGE);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLoadedAnswersAsWhatWasSaved(Metric metric) {
    var space = new VectorSpace("test", 5, metric);
    var random = new Random(9);
    var index = HnswVectorIndex.create(space, OPTIONS);
    for (int i = 0; i < 800; i++) {
      index.put(random.nextInt(300), RandomVectors.wholeParts(random, 5));
      index.remove(random.nextInt(300));
      if (i % 100 == 0) {
        var loaded = HnswVectorIndex.load(space, OPTIONS, SavedFiles.of(index.image()).image());
        GraphAudit.isSound(loaded);
        assertThat(loaded.fingerprint()).isEqualTo(index.fingerprint());
        assertThat(loaded.vectorCount()).isEqualTo(index.vectorCount());
        compare(index, loaded, random);
        for (int ordinal = 0; ordinal < 40; ordinal++) {
          loaded.remove(ordinal);
          loaded.put(ordinal + 1000, RandomVectors.wholeParts(random, 5));
        }
        loaded.repair();
        GraphAudit.isSound(loaded);
      }
    }
  }

  private static void compare(HnswVectorIndex index, HnswVectorIndex loaded, Random random) {
    for (int i = 0; i < 20; i++) {
      float[] query = RandomVectors.whole(random, 5);
      var filter = RandomVectors.filter(random, 300, 0.3 + random.nextDouble());
      VectorQuery asked = VectorQuery.of(query, 20, filter);
      VectorHits before = index.walk(asked, 20);
      VectorHits after = loaded.walk(asked, 20);
      assertThat(after.ordinals()).isEqualTo(before.ordinals());
      assertThat(after.scores()).isEqualTo(before.scores());
    }
  }

  @Test
  void anEmptyIndexIsSavedAndLoaded() {
    var loaded = HnswVectorIndex.load(SPACE, OPTIONS, SavedFiles.of(filled(0).image()).image());
    assertThat(loaded.count()).isZero();
    loaded.put(3, new float[][] {{1, 2, 3, 4, 5}});
    assertThat(loaded.search(new float[5], 1, OrdinalFilter.of(3)).size()).isEqualTo(1);
  }

  @Test
  void onlyChangedChunksAreWrittenAgain() {
    var index = filled(100);
    var files = new SavedFiles();
    int all = files.save(index.image());
    assertThat(files.save(index.image())).as("the manifest only").isEqualTo(1);
    var reopened = HnswVectorIndex.load(SPACE, OPTIONS, files.image());
    assertThat(files.save(reopened.image())).as("the manifest only").isEqualTo(1);
    reopened.remove(5);
    int written = files.save(reopened.image());
    assertThat(written).as("the nodes that died, and the manifest").isBetween(2, 4);
    reopened.put(5, new float[][] {{1, 2, 3, 4, 5}});
    written = files.save(reopened.image());
    assertThat(written).as("one chunk of codes, some of links").isBetween(3, all / 2 + 2);
    assertThat(HnswVectorIndex.load(SPACE, OPTIONS, files.image()).fingerprint())
        .isEqualTo(reopened.fingerprint());
  }

  @Test
  void anImageHoldsTheMomentItWasTakenThoughItIsReadLater() {
    var index = filled(60);
    long fingerprint = index.fingerprint();
    IndexImage image = index.image();
    IndexImage again = index.image();
    for (int ordinal = 0; ordinal < 60; ordinal++) {
      index.remove(ordinal);
      index.put(100 + ordinal, new float[][] {{1, 1, 1, 1, ordinal}});
    }
    index.repair();
    for (IndexImage each : new IndexImage[] {image, again}) {
      var loaded = HnswVectorIndex.load(SPACE, OPTIONS, SavedFiles.of(each).image());
      assertThat(loaded.count()).isEqualTo(60);
      assertThat(loaded.fingerprint()).isEqualTo(fingerprint);
      GraphAudit.isSound(loaded);
    }
  }

  @Test
  void noNameIsUsedTwiceEvenWhenTwoLivesGrowFromOneSave() {
    var first = SavedFiles.of(filled(40).image());
    Set<String> used = new HashSet<>(first.files().keySet());
    for (int life = 0; life < 5; life++) {
      var reopened = HnswVectorIndex.load(SPACE, OPTIONS, first.image());
      reopened.put(life, new float[][] {{life, 1, 1, 1, 1}});
      var names = new HashSet<>(reopened.image().names());
      names.removeAll(first.files().keySet());
      assertThat(names).isNotEmpty().doesNotContainAnyElementsOf(used);
      used.addAll(names);
    }
  }

  @Test
  void everyByteThatIsChangedAndEveryLengthItIsCutToIsNoticed() {
    var saved = SavedFiles.of(filled(20).image());
    for (var file : saved.files().entrySet()) {
      int length = file.getValue().length;
      for (int i = 0; i < length; i++) {
        int at = i;
        isDamaged(SPACE, saved.with(file.getKey(), bytes -> flipped(bytes, at)));
        isDamaged(SPACE, saved.with(file.getKey(), bytes -> Arrays.copyOf(bytes, at)));
      }
      isDamaged(SPACE, saved.with(file.getKey(), bytes -> Arrays.copyOf(bytes, length + 1)));
      isDamaged(SPACE, saved.without(file.getKey()));
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= (byte) (1 << (at % 8));
    return bytes;
  }

  /** A file that was never right: it is refused, or it is harmless. */
  @Test
  void noFileThatLiesInSpiteOfItsChecksumLeadsASearchAstray() {
    var saved = SavedFiles.of(filled(40).image());
    long seed = Long.getLong("engram.seed", 20_261_121);
    System.out.println("seed " + seed);
    var random = new Random(seed);
    int refused = 0;
    for (String name : saved.files().keySet()) {
      for (int i = 0; i < 400; i++) {
        IndexImage image =
            saved.with(
                name,
                bytes -> {
                  int at = 25 + random.nextInt(bytes.length - 29);
                  bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] + 1);
                  return resealed(bytes);
                });
        try {
          var loaded = HnswVectorIndex.load(SPACE, OPTIONS, image);
          for (int query = 0; query < 3; query++) {
            VectorQuery asked =
                VectorQuery.of(RandomVectors.whole(random, 5), 50, OrdinalFilter.below(60));
            assertThat(loaded.search(asked).size()).isLessThanOrEqualTo(40);
            loaded.walk(asked, 20);
          }
          loaded.remove(3);
          loaded.put(4, new float[][] {{1, 2, 3, 4, 5}});
          loaded.repair();
        } catch (VectorIndexException e) {
          assertThat(e.reason()).isEqualTo(VectorIndexException.Reason.IMAGE);
          refused++;
        }
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] resealed(byte[] file) {
    var checksum = new CRC32C();
    checksum.update(file, 0, file.length - 4);
    ByteBuffer.wrap(file).putInt(file.length - 4, (int) checksum.getValue());
    return file;
  }

  @Test
  void anImageOfAnotherSpaceIsRefused() {
    var image = SavedFiles.of(filled(4).image()).image();
    isDamaged(new VectorSpace("other", 5, Metric.EUCLIDEAN), image);
    isDamaged(new VectorSpace("test", 6, Metric.EUCLIDEAN), image);
    isDamaged(new VectorSpace("test", 5, Metric.DOT), image);
  }

  @Test
  void theSavedNumberOfLinksHoldsAndBreadthsAreThoseAskedFor() {
    var image = SavedFiles.of(filled(30).image()).image();
    var loaded = HnswVectorIndex.load(SPACE, new HnswOptions(32, 200, 99, 7, 4096), image);
    assertThat(loaded.options()).isEqualTo(new HnswOptions(4, 200, 99, 7, 16));
    assertThat(HnswVectorIndex.isIn(image)).isTrue();
  }

  @Test
  void whatWasDeletedIsNotInTheNextImageOnceItIsRepaired() {
    var index = filled(40);
    float[] secret = {77, -5, 33, 12, -9};
    index.put(90, new float[][] {secret});
    byte[] code = dev.engram.internal.index.flat.Int8Code.of(secret, Metric.EUCLIDEAN).bytes();
    assertThat(contains(SavedFiles.of(index.image()), code)).isTrue();
    index.remove(90);
    index.repair();
    assertThat(contains(SavedFiles.of(index.image()), code)).isFalse();
  }

  private static boolean contains(SavedFiles files, byte[] code) {
    return files.files().values().stream()
        .anyMatch(bytes -> {
          for (int at = 0; at + code.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + code.length, code, 0, code.length)) {
              return true;
            }
          }
          return false;
        });
  }

  @Test
  void noImageAfterAWipeHoldsACodeOfWhatWasRemoved() {
    var vectors = RandomVectors.clustered(17, 20, 24);
    var space = new VectorSpace("test", 24, Metric.COSINE);
    var index = HnswVectorIndex.create(space, HnswOptions.DEFAULT);
    for (int ordinal = 0; ordinal < 600; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    var codes = new ArrayList<String>();
    for (int ordinal = 0; ordinal < 600; ordinal += 30) {
      int node = index.graph().directory().first(ordinal);
      NodeStore store = index.graph().store();
      int from = store.at(node) * 24;
      codes.add(new String(store.chunk(node).codes, from, 24, ISO_8859_1));
      index.remove(ordinal);
    }
    assertThat(codes).as("the proof can fail").allMatch(code -> saved(index).contains(code));
    index.wipe();
    assertThat(codes).noneMatch(code -> saved(index).contains(code));
    GraphAudit.isSound(index);
  }

  private static String saved(HnswVectorIndex index) {
    var all = new StringBuilder();
    SavedFiles.of(index.image())
        .files()
        .values()
        .forEach(bytes -> all.append(new String(bytes, ISO_8859_1)));
    return all.toString();
  }
}
