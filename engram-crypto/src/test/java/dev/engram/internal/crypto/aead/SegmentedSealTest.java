package dev.engram.internal.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.engram.internal.crypto.aead.ArchiveException.Reason;
import dev.engram.internal.crypto.key.PassphraseCost;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentedSealTest {
  private static final PassphraseCost CHEAP = new PassphraseCost.Argon2id(8192, 1, 1);
  private static final int SEGMENT = ArchiveHeader.SEGMENT;
  private static final int SEALED = SEGMENT + 16;
  private static final int HEADER = 88;

  private static SecretBytes words(String text) {
    return SecretBytes.takeOver(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] content(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] sealed(byte[] content, PassphraseCost cost) throws IOException {
    var file = new ByteArrayOutputStream();
    try (var words = words("open sesame");
        var seal = SegmentedSeal.to(file, words, cost, new SecureRandom())) {
      seal.write(content);
      seal.finish();
    }
    return file.toByteArray();
  }

  private static byte[] opened(byte[] file, String passphrase) throws IOException {
    try (var words = words(passphrase);
        var open = SegmentedOpen.of(new ByteArrayInputStream(file), words)) {
      return open.readAllBytes();
    }
  }

  private static Reason refusal(byte[] file) {
    var refused = catchThrowableOfType(ArchiveException.class, () -> opened(file, "open sesame"));
    assertThat(refused).isNotNull();
    return refused.reason();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_535, 65_536, 65_537, 131_072, 200_000})
  void whatIsSealedOpensAndIsAsLongAsTheFormatSays(int length) throws IOException {
    byte[] content = content(length);
    byte[] file = sealed(content, CHEAP);
    int segments = Math.max(1, (length + SEGMENT - 1) / SEGMENT);
    assertThat(file).hasSize(HEADER + length + 16 * segments);
    assertThat(opened(file, "open sesame")).isEqualTo(content);
  }

  @Test
  void scryptServesAsWell() throws IOException {
    byte[] file = sealed(content(100), new PassphraseCost.Scrypt(13, 8, 1));
    assertThat(opened(file, "open sesame")).isEqualTo(content(100));
  }

  @Test
  void anyRhythmOfWritingAndReadingGivesTheSameContent() throws IOException {
    byte[] content = content(150_000);
    var file = new ByteArrayOutputStream();
    var random = new Random(5);
    try (var words = words("open sesame");
        var seal = SegmentedSeal.to(file, words, CHEAP, new SecureRandom())) {
      int at = 0;
      seal.write(content[at++]);
      while (at < content.length) {
        int part = Math.min(content.length - at, random.nextInt(30_000));
        seal.write(content, at, part);
        seal.flush();
        at += part;
      }
      seal.finish();
      seal.finish();
    }
    var read = new ByteArrayOutputStream();
    try (var words = words("open sesame");
        var open = SegmentedOpen.of(dripping(file.toByteArray()), words)) {
      for (int value = open.read(); value >= 0; value = open.read()) {
        read.write(value);
        read.write(open.readNBytes(random.nextInt(9000)));
      }
      assertThat(open.read()).isEqualTo(-1);
    }
    assertThat(read.toByteArray()).isEqualTo(content);
  }

  /** A stream that gives a few bytes at a time, as a socket does. */
  private static InputStream dripping(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, Math.min(length, 777));
      }
    };
  }

  @Test
  void theSameContentTwiceIsTwoUnlikeFiles() throws IOException {
    byte[] one = sealed(new byte[50], CHEAP);
    byte[] other = sealed(new byte[50], CHEAP);
    assertThat(Arrays.copyOfRange(one, HEADER, one.length))
        .isNotEqualTo(Arrays.copyOfRange(other, HEADER, other.length));
  }

  @Test
  void aSmallFileCutAtAnyByteIsRefused() throws IOException {
    byte[] file = sealed(content(40), CHEAP);
    for (int length = 0; length < file.length; length++) {
      assertThat(refusal(Arrays.copyOf(file, length)))
          .isEqualTo(length < 10 ? Reason.NOT_AN_ARCHIVE : Reason.BROKEN);
    }
  }

  @Test
  void aSmallFileWithAnyByteFlippedIsRefused() throws IOException {
    byte[] file = sealed(content(40), CHEAP);
    for (int i = 0; i < file.length; i++) {
      for (int bit : new int[] {1, 0x80}) {
        byte[] flipped = file.clone();
        flipped[i] ^= (byte) bit;
        assertThat(refusal(flipped)).isNotNull();
      }
    }
  }

  /** Spec §10.9: cut at each border, with the segments before it whole. */
  @Test
  void aFileCutAtOrAroundASegmentsBorderIsRefusedAndNeverEndsWell() throws IOException {
    byte[] file = sealed(content(4 * SEGMENT), CHEAP);
    for (int segment = 0; segment < 4; segment++) {
      for (int around : new int[] {-1, 0, 1, 15, 16, 17}) {
        byte[] cut = Arrays.copyOf(file, HEADER + segment * SEALED + around);
        assertThat(refusal(cut)).isEqualTo(Reason.BROKEN);
      }
    }
  }

  @Test
  void swappedDuplicatedDroppedAndAddedSegmentsAreRefused() throws IOException {
    byte[] file = sealed(content(3 * SEGMENT + 5), CHEAP);
    byte[] head = Arrays.copyOf(file, HEADER);
    byte[][] part = new byte[4][];
    for (int i = 0; i < 4; i++) {
      int from = HEADER + i * SEALED;
      part[i] = Arrays.copyOfRange(file, from, Math.min(file.length, from + SEALED));
    }
    assertThat(opened(joined(head, part[0], part[1], part[2], part[3]), "open sesame"))
        .hasSize(3 * SEGMENT + 5);
    assertThat(refusal(joined(head, part[1], part[0], part[2], part[3]))).isEqualTo(Reason.BROKEN);
    assertThat(refusal(joined(head, part[0], part[0], part[1], part[2], part[3])))
        .isEqualTo(Reason.BROKEN);
    assertThat(refusal(joined(head, part[0], part[2], part[3]))).isEqualTo(Reason.BROKEN);
    assertThat(refusal(joined(head, part[0], part[1], part[3]))).isEqualTo(Reason.BROKEN);
    assertThat(refusal(joined(head, part[3]))).isEqualTo(Reason.BROKEN);
    assertThat(refusal(joined(file, part[3]))).isEqualTo(Reason.BROKEN);
    assertThat(refusal(joined(file, new byte[1]))).isEqualTo(Reason.BROKEN);
    assertThat(refusal(joined(file, new byte[SEALED]))).isEqualTo(Reason.BROKEN);
    byte[] other = sealed(content(3 * SEGMENT + 5), CHEAP);
    byte[] foreign = Arrays.copyOfRange(other, HEADER, HEADER + SEALED);
    assertThat(refusal(joined(head, foreign, part[1], part[2], part[3]))).isEqualTo(Reason.BROKEN);
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void whatWasAuthenticatedBeforeTheBreakComesOutAndThenTheBreakStays() throws IOException {
    byte[] file = sealed(content(2 * SEGMENT + 5), CHEAP);
    file[file.length - 1] ^= 1;
    try (var words = words("open sesame");
        var open = SegmentedOpen.of(new ByteArrayInputStream(file), words)) {
      assertThat(open.readNBytes(2 * SEGMENT))
          .isEqualTo(Arrays.copyOf(content(2 * SEGMENT + 5), 2 * SEGMENT));
      assertThatThrownBy(open::read).isInstanceOf(ArchiveException.class);
      assertThatThrownBy(open::read).isInstanceOf(ArchiveException.class);
    }
  }

  @Test
  void aSealThatWasClosedUnfinishedLeavesNoArchive() throws IOException {
    var file = new ByteArrayOutputStream();
    try (var words = words("open sesame");
        var seal = SegmentedSeal.to(file, words, CHEAP, new SecureRandom())) {
      seal.write(content(100_000));
    }
    assertThat(refusal(file.toByteArray())).isEqualTo(Reason.BROKEN);
  }

  @Test
  void nothingIsWrittenAfterTheEnd() throws IOException {
    try (var words = words("open sesame");
        var seal =
            SegmentedSeal.to(new ByteArrayOutputStream(), words, CHEAP, new SecureRandom())) {
      seal.finish();
      assertThatThrownBy(() -> seal.write(1)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aWrongPassphraseAndAChangedFileAreToldInTheSameWords() throws IOException {
    byte[] file = sealed(content(40), CHEAP);
    byte[] changed = file.clone();
    changed[file.length - 1] ^= 1;
    var wrong = catchThrowableOfType(ArchiveException.class, () -> opened(file, "open sesam"));
    var edited = catchThrowableOfType(ArchiveException.class, () -> opened(changed, "open sesame"));
    assertThat(wrong.reason()).isEqualTo(Reason.BROKEN);
    assertThat(wrong).hasMessage(edited.getMessage());
    assertThatThrownBy(() -> words("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aVersionOfTheFutureIsToldAsSuchWhateverFollows() throws IOException {
    byte[] file = sealed(content(40), CHEAP);
    file[9] = 2;
    assertThat(refusal(file)).isEqualTo(Reason.NEWER_VERSION);
    assertThat(refusal(Arrays.copyOf(file, 10))).isEqualTo(Reason.NEWER_VERSION);
    assertThatThrownBy(() -> opened(file, "any")).hasMessageContaining("version 2");
    file[8] = (byte) 0xff;
    assertThat(refusal(file)).isEqualTo(Reason.NEWER_VERSION);
    file[8] = 0;
    file[9] = 0;
    assertThat(refusal(file)).isEqualTo(Reason.BROKEN);
  }

  @Test
  void somethingElseIsNoArchive() {
    assertThat(refusal(new byte[0])).isEqualTo(Reason.NOT_AN_ARCHIVE);
    assertThat(refusal(content(5000))).isEqualTo(Reason.NOT_AN_ARCHIVE);
  }

  /** A header that asks for gigabytes or hours is refused before any work is done. */
  @ParameterizedTest
  @CsvSource({
    "1,16,2147483647,1,1",
    "1,16,65536,2147483647,1",
    "1,16,65536,3,2147483647",
    "1,16,-1,-1,-1",
    "1,16,0,0,0",
    "2,16,31,8,1",
    "2,16,17,2147483647,1",
    "2,16,17,8,2147483647",
    "2,16,16,1,1",
    "3,16,65536,3,1",
    "0,16,65536,3,1",
    "1,31,65536,3,1",
  })
  void aHostileHeaderIsRefusedAtOnce(int function, int segment, int one, int two, int three)
      throws IOException {
    byte[] file = sealed(content(40), CHEAP);
    ByteBuffer.wrap(file)
        .put(10, (byte) function)
        .put(11, (byte) segment)
        .putInt(12, one)
        .putInt(16, two)
        .putInt(20, three);
    assertThat(refusal(file)).isEqualTo(Reason.UNREASONABLE);
  }
}
