package dev.engram.internal.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class PassphraseTest {
  private static final byte[] SALT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

  private static SecretBytes words(String text) {
    return SecretBytes.takeOver(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String derived(String text, byte[] salt) {
    try (var words = words(text);
        var key = Passphrase.derive(words, salt)) {
      return key.lend(HexFormat.of()::formatHex);
    }
  }

  /** Frozen: a vault that was made with a passphrase opens for ever. */
  @Test
  void theKeyOfAKnownPassphraseAndSaltNeverChanges() {
    assertThat(derived("correct horse battery staple", SALT)).isEqualTo("0d1a3c6523c8f06e4e0af9c515aa5b5448cfebd6838f2d52c3d8b6ef8ddc3c2e");
    assertThat(derived("Grüße aus Köln 🔑", SALT)).isEqualTo("e5e1da4d0fcf0d7721d1ee2508719c7a010e8a0b94e44f812cd4d86da05b5f1a");
  }

  @Test
  void theGeneratorBelowAnswersTheVectorOfRfc9106() {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(filled(32, 1), tag);
    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void anotherSaltOrAnotherPassphraseGivesAnotherKey() {
    byte[] otherSalt = SALT.clone();
    otherSalt[15] ^= 1;
    String key = derived("one", SALT);
    assertThat(derived("one", otherSalt)).isNotEqualTo(key);
    assertThat(derived("One", SALT)).isNotEqualTo(key);
  }

  @Test
  void thePassphraseIsStillUsableAfterwards() {
    try (var words = words("kept");
        var key = Passphrase.derive(words, SALT)) {
      assertThat(key.length()).isEqualTo(32);
      assertThat(words.<byte[]>lend(byte[]::clone))
          .isEqualTo("kept".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aSaltOfAnotherLengthIsRefused() {
    try (var words = words("short salt")) {
      assertThatThrownBy(() -> Passphrase.derive(words, new byte[15]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("16 bytes, got 15");
    }
  }
}
