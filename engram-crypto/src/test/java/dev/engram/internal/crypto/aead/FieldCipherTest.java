package dev.engram.internal.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§10.5.3 Fields are sealed by XAES-256-GCM")
class FieldCipherTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] PLACE = ascii("vault/memory/text/17");

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static FieldCipher cipher(int keyByte) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) keyByte);
    try (var secret = SecretBytes.takeOver(key)) {
      return new FieldCipher(secret, new SecureRandom());
    }
  }

  private static String known(int keyByte, String associated) {
    try (var cipher = cipher(keyByte)) {
      byte[] nonce = ascii("ABCDEFGHIJKLMNOPQRSTUVWX");
      byte[] sealed = cipher.seal(nonce, ascii("XAES-256-GCM"), ascii(associated));
      assertThat(cipher.open(sealed, ascii(associated))).isEqualTo(ascii("XAES-256-GCM"));
      assertThat(Arrays.copyOf(sealed, FieldCipher.NONCE_BYTES)).isEqualTo(nonce);
      return HEX.formatHex(sealed, FieldCipher.NONCE_BYTES, sealed.length);
    }
  }

  /** The two vectors of C2SP's specification: K1 with its top bit clear, and set. */
  @Test
  void theVectorsOfTheSpecificationAreAnswered() {
    assertThat(known(1, "")).isEqualTo("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
    assertThat(known(3, "c2sp.org/XAES-256-GCM"))
        .isEqualTo("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
  }

  /** C2SP's accumulated vector: 10,000 messages drawn from SHAKE128, digested by SHAKE128. */
  @Test
  void theAccumulatedVectorOfTenThousandMessagesIsAnswered() {
    var source = new SHAKEDigest(128);
    var digest = new SHAKEDigest(128);
    for (int i = 0; i < 10_000; i++) {
      byte[] key = drawn(source, 32);
      byte[] nonce = drawn(source, 24);
      byte[] plaintext = drawn(source, drawn(source, 1)[0] & 0xff);
      byte[] associated = drawn(source, drawn(source, 1)[0] & 0xff);
      try (var secret = SecretBytes.takeOver(key);
          var cipher = new FieldCipher(secret, new SecureRandom())) {
        byte[] sealed = cipher.seal(nonce, plaintext, associated);
        assertThat(cipher.open(sealed, associated)).isEqualTo(plaintext);
        digest.update(sealed, FieldCipher.NONCE_BYTES, sealed.length - FieldCipher.NONCE_BYTES);
      }
    }
    assertThat(HEX.formatHex(drawn(digest, 32)))
        .isEqualTo("e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939");
  }

  private static byte[] drawn(SHAKEDigest shake, int length) {
    byte[] bytes = new byte[length];
    shake.doOutput(bytes, 0, length);
    return bytes;
  }

  @Test
  void whatIsSealedOpensAtAnyLength() {
    try (var cipher = cipher(5)) {
      for (int length : new int[] {0, 1, 15, 16, 17, 1000, 8192, 1 << 20}) {
        byte[] plaintext = new byte[length];
        new SecureRandom().nextBytes(plaintext);
        byte[] sealed = cipher.seal(plaintext, PLACE);
        assertThat(sealed).hasSize(length + FieldCipher.OVERHEAD);
        assertThat(cipher.open(sealed, PLACE)).isEqualTo(plaintext);
      }
    }
  }

  /** Spec §10.24.8's nonce test: no counter, so what is checked is that none comes twice. */
  @Test
  @DisplayName("§10.24.4, §34.12 I18 no nonce comes twice in a hundred thousand fields")
  void noNonceComesTwiceInAHundredThousandFields() {
    try (var cipher = cipher(5)) {
      var seen = new HashSet<String>();
      for (int i = 0; i < 100_000; i++) {
        seen.add(HEX.formatHex(cipher.seal(new byte[0], PLACE), 0, FieldCipher.NONCE_BYTES));
      }
      assertThat(seen).hasSize(100_000);
    }
  }

  @Test
  void everyFlippedByteAndEveryTruncationIsRefusedWithOneMessage() {
    try (var cipher = cipher(5)) {
      byte[] sealed = cipher.seal(ascii("a secret that must not change"), PLACE);
      String message = new SealBrokenException().getMessage();
      for (int i = 0; i < sealed.length; i++) {
        byte[] flipped = sealed.clone();
        flipped[i] ^= 1;
        assertThatThrownBy(() -> cipher.open(flipped, PLACE))
            .isExactlyInstanceOf(SealBrokenException.class)
            .hasMessage(message)
            .hasNoCause();
        byte[] cut = Arrays.copyOf(sealed, i);
        assertThatThrownBy(() -> cipher.open(cut, PLACE))
            .isExactlyInstanceOf(SealBrokenException.class)
            .hasMessage(message)
            .hasNoCause();
      }
    }
  }

  @Test
  void anotherKeyOrAnotherPlaceIsRefused() {
    try (var cipher = cipher(5);
        var other = cipher(6)) {
      byte[] sealed = cipher.seal(ascii("here"), PLACE);
      assertThatThrownBy(() -> other.open(sealed, PLACE)).isInstanceOf(SealBrokenException.class);
      assertThatThrownBy(() -> cipher.open(sealed, ascii("vault/memory/text/18")))
          .isInstanceOf(SealBrokenException.class);
      assertThat(cipher.open(sealed, PLACE)).isEqualTo(ascii("here"));
    }
  }

  @Test
  void manyThreadsSealAndOpenWithOneCipher() throws Exception {
    try (var cipher = cipher(5);
        var threads = Executors.newFixedThreadPool(16)) {
      List<Callable<Boolean>> work =
          IntStream.range(0, 400)
              .<Callable<Boolean>>mapToObj(i ->
                  () -> {
                    byte[] text = ascii("text " + i);
                    byte[] place = ascii("place " + i);
                    return Arrays.equals(cipher.open(cipher.seal(text, place), place), text);
                  })
              .toList();
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void aClosedCipherRefusesAndClosingTwiceIsHarmless() {
    var cipher = cipher(5);
    byte[] sealed = cipher.seal(ascii("x"), PLACE);
    cipher.close();
    cipher.close();
    assertThatThrownBy(() -> cipher.seal(ascii("x"), PLACE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cipher.open(sealed, PLACE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    try (var half = SecretBytes.takeOver(new byte[16])) {
      assertThatThrownBy(() -> new FieldCipher(half, new SecureRandom()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32 bytes, got 16");
    }
  }
}
