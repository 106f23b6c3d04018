package dev.engram.internal.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassphraseCostTest {
  private static final byte[] SALT = new byte[32];

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String derived(PassphraseCost cost) {
    try (var words = SecretBytes.takeOver(ascii("correct horse"));
        var key = cost.derive(words, SALT)) {
      return key.lend(HexFormat.of()::formatHex);
    }
  }

  @Test
  void scryptBelowAnswersTheVectorOfRfc7914() {
    byte[] key = SCrypt.generate(ascii("password"), ascii("NaCl"), 1024, 8, 16, 64);
    assertThat(HexFormat.of().formatHex(key))
        .isEqualTo(
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
  }

  /** Frozen, those of scrypt by another implementation: such archives open for ever. */
  @Test
  void theKeysOfKnownCostsNeverChange() {
    assertThat(derived(new PassphraseCost.Scrypt(13, 8, 1)))
        .isEqualTo("3664f3dca9506aa40a5ede9711d6864090df32048bfcab852545db6f4094d86c");
    assertThat(derived(new PassphraseCost.Scrypt(14, 4, 3)))
        .isEqualTo("8f8c6bf5fee5328f64273773e08827c969dde1602921d9f85c45281c03aa3269");
    assertThat(derived(new PassphraseCost.Argon2id(8192, 1, 1)))
        .isEqualTo("d8519e9e19a8d6d72a717253e1d5f138504b53fab88a7a7ac18021bbdcdf09fa");
  }

  @ParameterizedTest
  @CsvSource({
    "8191,1,1", "262145,1,1", "262144,5,1", "65536,0,1", "65536,17,1", "8192,2147483647,1",
    "8192,1,0", "8192,1,17", "-1,1,1", "0,1,1", "-2147483648,-1,1", "2147483647,1,1"
  })
  void anArgonCostOutsideTheBoundsIsRefused(int memory, int passes, int lanes) {
    assertThatThrownBy(() -> new PassphraseCost.Argon2id(memory, passes, lanes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be");
  }

  @ParameterizedTest
  @CsvSource({
    "12,8,1", "19,8,1", "18,16,1", "16,1,1", "31,8,1", "32,8,1", "-1,8,1", "64,8,1",
    "17,0,1", "17,17,1", "17,-8,1", "17,8,0", "17,8,9", "17,8,17", "17,8,-1", "0,8,1"
  })
  void anScryptCostOutsideTheBoundsIsRefused(int log2N, int r, int p) {
    assertThatThrownBy(() -> new PassphraseCost.Scrypt(log2N, r, p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be");
  }

  @Test
  void theUsualCostsAreWithinTheBounds() {
    assertThat(PassphraseCost.Argon2id.usual().memoryKib()).isEqualTo(65_536);
    assertThat(PassphraseCost.Scrypt.usual().log2N()).isEqualTo(17);
  }

  @Test
  void aShortSaltIsRefused() {
    try (var words = SecretBytes.takeOver(ascii("w"))) {
      assertThatThrownBy(() -> PassphraseCost.Argon2id.usual().derive(words, new byte[15]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("16 bytes, got 15");
    }
  }
}
