package dev.engram.internal.index.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlatImageTest {
  private static final VectorSpace SPACE = new VectorSpace("test", 5, Metric.EUCLIDEAN);

  private static FlatVectorIndex filled(Encoding encoding, int ordinals) {
    var random = new Random(4);
    var index = FlatVectorIndex.create(SPACE, new FlatOptions(encoding, 16));
    for (int ordinal = 0; ordinal < ordinals; ordinal++) {
      index.put(ordinal, new float[][] {RandomVectors.whole(random, 5)});
    }
    return index;
  }

  private static void isDamaged(VectorSpace space, IndexImage image) {
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> FlatVectorIndex.load(space, image))
        .matches(e -> e.reason() == VectorIndexException.Reason.IMAGE);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLoadedAnswersAsWhatWasSaved(Encoding encoding) {
    for (Metric metric : Metric.values()) {
      var space = new VectorSpace("test", 5, metric);
      var random = new Random(9);
      var index = FlatVectorIndex.create(space, new FlatOptions(encoding, 16));
      for (int i = 0; i < 300; i++) {
        index.put(random.nextInt(150), RandomVectors.wholeParts(random, 5));
        index.remove(random.nextInt(150));
      }
      var loaded = FlatVectorIndex.load(space, SavedFiles.of(index.image()).image());
      assertThat(loaded.options()).isEqualTo(index.options());
      for (int i = 0; i < 50; i++) {
        float[] query = RandomVectors.whole(random, 5);
        var filter = RandomVectors.filter(random, 150, random.nextDouble());
        var before = index.search(query, 20, filter);
        var after = loaded.search(query, 20, filter);
        assertThat(after.ordinals()).isEqualTo(before.ordinals());
        assertThat(after.scores()).isEqualTo(before.scores());
      }
    }
  }

  @Test
  void anEmptyIndexIsSavedAndLoaded() {
    var loaded =
        FlatVectorIndex.load(SPACE, SavedFiles.of(filled(Encoding.INT8, 0).image()).image());
    assertThat(loaded.count()).isZero();
    loaded.put(3, new float[][] {{1, 2, 3, 4, 5}});
    assertThat(loaded.search(new float[5], 1, OrdinalFilter.of(3)).size()).isEqualTo(1);
  }

  @Test
  void anUnchangedBlockKeepsItsNameAndAChangedOneGetsANewName() {
    var index = filled(Encoding.FLOAT32, 160); // ten blocks
    var files = new SavedFiles();
    assertThat(files.save(index.image())).isEqualTo(11);
    assertThat(files.save(index.image())).as("the manifest only").isEqualTo(1);
    index.put(20, new float[][] {{1, 2, 3, 4, 5}});
    assertThat(files.save(index.image())).as("its old block, its new one, manifest").isEqualTo(3);
    var reopened = FlatVectorIndex.load(SPACE, files.image());
    assertThat(files.save(reopened.image())).as("the manifest only").isEqualTo(1);
    reopened.remove(0);
    assertThat(files.save(reopened.image())).as("a block and the manifest").isEqualTo(2);
  }

  @Test
  void noNameIsUsedTwiceEvenWhenTwoLivesGrowFromOneSave() {
    var index = filled(Encoding.INT8, 40);
    var first = SavedFiles.of(index.image());
    Set<String> used = new HashSet<>(first.files().keySet());
    for (int life = 0; life < 5; life++) {
      var reopened = FlatVectorIndex.load(SPACE, first.image());
      reopened.put(life, new float[][] {{life, 1, 1, 1, 1}});
      var names = new HashSet<>(reopened.image().names());
      names.removeAll(first.files().keySet());
      assertThat(names).isNotEmpty().doesNotContainAnyElementsOf(used);
      used.addAll(names);
    }
  }

  @Test
  void anImageHoldsTheMomentItWasTakenThoughItIsReadLater() {
    var index = filled(Encoding.FLOAT32, 20);
    IndexImage image = index.image();
    for (int ordinal = 0; ordinal < 20; ordinal++) {
      index.remove(ordinal);
      index.put(100 + ordinal, new float[][] {{1, 1, 1, 1, 1}});
    }
    var loaded = FlatVectorIndex.load(SPACE, SavedFiles.of(image).image());
    assertThat(loaded.count()).isEqualTo(20);
    assertThat(loaded.search(new float[5], 20, OrdinalFilter.below(20)).size()).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  void anyByteChangedOrCutOffIsNoticed(Encoding encoding) {
    var saved = SavedFiles.of(filled(encoding, 40).image());
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (String name : saved.files().keySet()) {
      for (int i = 0; i < 200; i++) {
        isDamaged(
            SPACE,
            saved.with(
                name,
                bytes -> {
                  bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
                  return bytes;
                }));
        isDamaged(
            SPACE, saved.with(name, bytes -> Arrays.copyOf(bytes, random.nextInt(bytes.length))));
      }
      isDamaged(SPACE, saved.with(name, bytes -> Arrays.copyOf(bytes, bytes.length + 1)));
      isDamaged(SPACE, saved.without(name));
    }
  }

  @Test
  void anImageOfAnotherSpaceIsRefused() {
    var image = SavedFiles.of(filled(Encoding.INT8, 4).image()).image();
    isDamaged(new VectorSpace("other", 5, Metric.EUCLIDEAN), image);
    isDamaged(new VectorSpace("test", 6, Metric.EUCLIDEAN), image);
    isDamaged(new VectorSpace("test", 5, Metric.DOT), image);
  }

  @Test
  void aLaterFormatIsRefused() {
    var saved = SavedFiles.of(filled(Encoding.INT8, 4).image());
    for (String name : saved.files().keySet()) {
      isDamaged(SPACE, saved.with(name, bytes -> patched(bytes, 4, 2)));
    }
  }

  @Test
  void aBlockThatLiesInSpiteOfItsChecksumIsRefused() {
    var saved = SavedFiles.of(filled(Encoding.INT8, 4).image());
    String block = saved.files().keySet().stream().filter(n -> n.contains("block")).findAny().get();
    int ordinals = 4 + 4 + 4 + 4 + 4 + 1 + 1 + 4; // frame with the id "test", encoding, count
    isDamaged(SPACE, saved.with(block, bytes -> patched(bytes, ordinals - 4, 3)));
    isDamaged(SPACE, saved.with(block, bytes -> patched(bytes, ordinals - 4, -1)));
    isDamaged(SPACE, saved.with(block, bytes -> patched(bytes, ordinals, -7)));
    isDamaged(SPACE, saved.with(block, bytes -> patched(bytes, ordinals, 2)));
  }

  private static byte[] patched(byte[] file, int offset, int value) {
    ByteBuffer buffer = ByteBuffer.wrap(file).putInt(offset, value);
    var checksum = new CRC32C();
    checksum.update(file, 0, file.length - 4);
    buffer.putInt(file.length - 4, (int) checksum.getValue());
    return file;
  }

  /** Files of the first format, kept for ever: what version 1 wrote, every later build reads. */
  @Test
  void theFirstFormatIsStillRead() {
    var hex = HexFormat.of();
    var golden =
        new IndexImage(
            List.of(
                new IndexImage.File("flat-manifest-golden", () -> hex.parseHex(GOLDEN_MANIFEST)),
                new IndexImage.File(
                    "flat-block-1-1b4328dc3aa6d90b-0", () -> hex.parseHex(GOLDEN_BLOCK))));
    var index = FlatVectorIndex.load(new VectorSpace("test", 2, Metric.DOT), golden);
    assertThat(index.search(new float[] {1, 0}, 9, OrdinalFilter.below(99)).ordinals())
        .containsExactly(7, 3);
    assertThat(index.vectorCount()).isEqualTo(3);
  }

  private static final String GOLDEN_MANIFEST =
      "4547564d000000010000000474657374000000020101000000100000000000000001000000020000"
          + "0003000000010000001f666c61742d626c6f636b2d312d316234333238646333616136643930622d"
          + "301d208194";
  private static final String GOLDEN_BLOCK =
      "45475642000000010000000474657374000000020101000000030000000300000003000000073c01"
          + "02047f003c810204007f3cc183067fd6b7d5c4ae";
}
