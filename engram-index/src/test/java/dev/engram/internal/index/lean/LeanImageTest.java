package dev.engram.internal.index.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeanImageTest {
  private static final VectorSpace SPACE = new VectorSpace("test", 5, Metric.EUCLIDEAN);

  private static LeanVectorIndex filled(Refine refine, int ordinals) {
    var random = new Random(4);
    var index = LeanVectorIndex.create(SPACE, new LeanOptions(refine, 64));
    for (int ordinal = 0; ordinal < ordinals; ordinal++) {
      index.put(ordinal, new float[][] {RandomVectors.whole(random, 5)});
    }
    return index;
  }

  private static void isDamaged(VectorSpace space, IndexImage image) {
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> LeanVectorIndex.load(space, image))
        .matches(e -> e.reason() == VectorIndexException.Reason.IMAGE);
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void whatIsLoadedAnswersAsWhatWasSaved(Refine refine) {
    for (Metric metric : Metric.values()) {
      var space = new VectorSpace("test", 70, metric);
      var random = new Random(9);
      var index = LeanVectorIndex.create(space, new LeanOptions(refine, 64));
      for (int i = 0; i < 600; i++) {
        index.put(random.nextInt(350), RandomVectors.wholeParts(random, 70));
        index.remove(random.nextInt(350));
      }
      index.keepCopies(
          ordinal -> ordinal < 200 ? Refine.BYTES : ordinal < 300 ? Refine.BITS : Refine.NONE,
          VectorSource.NONE,
          5_000);
      var loaded = LeanVectorIndex.load(space, SavedFiles.of(index.image()).image());
      assertThat(loaded.options()).isEqualTo(index.options());
      assertThat(loaded.fingerprint()).isEqualTo(index.fingerprint());
      assertThat(loaded.copies()).isEqualTo(index.copies());
      for (int i = 0; i < 50; i++) {
        float[] query = RandomVectors.whole(random, 70);
        var filter = RandomVectors.filter(random, 350, random.nextDouble());
        var before = index.search(query, 350, filter);
        var after = loaded.search(query, 350, filter);
        assertThat(after.ordinals()).isEqualTo(before.ordinals());
        assertThat(after.scores()).isEqualTo(before.scores());
      }
    }
  }

  @Test
  void anEmptyIndexIsSavedAndLoaded() {
    var loaded = LeanVectorIndex.load(SPACE, SavedFiles.of(filled(Refine.BITS, 0).image()).image());
    assertThat(loaded.count()).isZero();
  }

  @Test
  void onlyChunksThatChangedAreWrittenAgain() {
    var index = filled(Refine.BYTES, 200); // four chunks, the last with room
    var files = new SavedFiles();
    assertThat(files.save(index.image())).isEqualTo(5);
    assertThat(files.save(index.image())).isEqualTo(1);
    index.put(500, new float[1][5]);
    assertThat(files.save(index.image())).isEqualTo(2);
    index.remove(3);
    assertThat(files.save(index.image())).isEqualTo(2);
    var loaded = LeanVectorIndex.load(SPACE, files.image());
    assertThat(files.save(loaded.image())).isEqualTo(1);
    loaded.put(600, new float[1][5]);
    assertThat(files.save(loaded.image())).isLessThanOrEqualTo(2);
    assertThat(LeanVectorIndex.load(SPACE, files.image()).count()).isEqualTo(201);
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void everyFlippedBitAndEveryCutIsNoticed(Refine refine) {
    var saved = SavedFiles.of(filled(refine, 20).image());
    for (var file : saved.files().entrySet()) {
      String name = file.getKey();
      for (int at = 0; at < file.getValue().length; at++) {
        int offset = at;
        isDamaged(SPACE, saved.with(name, bytes -> flipped(bytes, offset)));
        isDamaged(SPACE, saved.with(name, bytes -> Arrays.copyOf(bytes, offset)));
      }
      isDamaged(SPACE, saved.with(name, bytes -> Arrays.copyOf(bytes, bytes.length + 1)));
      isDamaged(SPACE, saved.without(name));
    }
  }

  private static byte[] flipped(byte[] file, int offset) {
    file[offset] ^= (byte) (1 << offset % 8);
    return file;
  }

  /** A file whose checksum was made to fit may be refused or may answer; it must not break. */
  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void aFileThatLiesInSpiteOfItsChecksumIsRefusedOrAnswers(Refine refine) {
    var saved = SavedFiles.of(filled(refine, 20).image());
    for (var file : saved.files().entrySet()) {
      String name = file.getKey();
      for (int at = 0; at < file.getValue().length - 4; at++) {
        int offset = at;
        var image = saved.with(name, bytes -> signed(flipped(bytes, offset)));
        try {
          var index = LeanVectorIndex.load(SPACE, image);
          assertThat(index.search(new float[5], 20, OrdinalFilter.below(20)).size()).isPositive();
        } catch (VectorIndexException e) {
          assertThat(e.reason()).isEqualTo(VectorIndexException.Reason.IMAGE);
        }
      }
    }
  }

  private static byte[] signed(byte[] file) {
    var checksum = new CRC32C();
    checksum.update(file, 0, file.length - 4);
    ByteBuffer.wrap(file).putInt(file.length - 4, (int) checksum.getValue());
    return file;
  }

  @Test
  void anImageOfAnotherSpaceIsRefused() {
    var image = SavedFiles.of(filled(Refine.BYTES, 4).image()).image();
    isDamaged(new VectorSpace("other", 5, Metric.EUCLIDEAN), image);
    isDamaged(new VectorSpace("test", 6, Metric.EUCLIDEAN), image);
    isDamaged(new VectorSpace("test", 5, Metric.DOT), image);
  }

  @Test
  void aLaterFormatIsRefused() {
    var saved = SavedFiles.of(filled(Refine.NONE, 4).image());
    for (String name : saved.files().keySet()) {
      isDamaged(
          SPACE, saved.with(name, bytes -> signed(ByteBuffer.wrap(bytes).putInt(4, 3).array())));
    }
  }

  /** Files of the first format, kept for ever: what version 1 wrote, every later build reads. */
  @Test
  void theFirstFormatIsStillRead() {
    var hex = HexFormat.of();
    var golden =
        new IndexImage(
            List.of(
                new IndexImage.File("lean-manifest-golden", () -> hex.parseHex(GOLDEN_MANIFEST)),
                new IndexImage.File(
                    "lean-chunk-1-cd1a8fda301c32dc-0", () -> hex.parseHex(GOLDEN_CHUNK))));
    var index = LeanVectorIndex.load(new VectorSpace("test", 2, Metric.DOT), golden);
    var hits = index.search(new float[] {1, 0}, 9, OrdinalFilter.below(99));
    assertThat(hits.ordinals()).containsExactly(7, 3);
    assertThat(hits.scores()[0]).isCloseTo(3, within(0.05f));
    assertThat(hits.scores()[1]).isCloseTo(-1, within(0.05f));
    assertThat(index.vectorCount()).isEqualTo(3);
  }

  private static final String GOLDEN_MANIFEST =
      "45474c4d000000010000000474657374000000020102000000400000000000000001000000020000"
          + "00030000000200000001000000013f8000003f800000000000010000001f6c65616e2d6368756e6b"
          + "2d312d636431613866646133303163333264632d304f21d12a";
  private static final String GOLDEN_CHUNK =
      "45474c43000000010000000474657374000000020102000000010000000300000003000000070000"
          + "00073fd5bf803f553f0040004000fffffc9f000013420000134c0000000000000002000000000000"
          + "00010000000000000001000000000000000000000000000000000000000000000000000000000000"
          + "000000000000000000003c823c023c82823f7ec17e005065e682";
}
