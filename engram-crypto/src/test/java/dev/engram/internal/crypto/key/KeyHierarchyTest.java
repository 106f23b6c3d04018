package dev.engram.internal.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.KDFFeedbackBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KDFFeedbackParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§10.24.6, §34.12 I20 All keys grow from one")
class KeyHierarchyTest {
  private static final HexFormat HEX = HexFormat.of();

  private static SecretBytes master(int first) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return SecretBytes.takeOver(bytes);
  }

  private static String hex(SecretBytes secret) {
    return secret.lend(HEX::formatHex);
  }

  private static List<String> all(KeyHierarchy keys) {
    return Stream.of(
            keys.vault(),
            keys.field(),
            keys.hidden(),
            keys.export(),
            keys.projection(),
            keys.audit())
        .map(KeyHierarchyTest::hex)
        .toList();
  }

  /** Frozen: these labels and this tree are the vault's format. */
  @Test
  void theKeysOfAKnownMasterNeverChange() {
    try (var master = master(0);
        var keys = KeyHierarchy.of(master)) {
      assertThat(hex(keys.vault()))
          .isEqualTo("5988b58a088275c9569045ad458bbb2ba998ca457b853cf13c8c43a3775930af");
      assertThat(hex(keys.field()))
          .isEqualTo("dcd9ac7b92f4378c00d70fa0432eaafc2419496685616194e9d7fec1339b20cf");
      assertThat(hex(keys.hidden()))
          .isEqualTo("319b897380b514ea0e279a50775556df7c8841991ebf0ccbdc7ecadb1556baa5");
      assertThat(hex(keys.export()))
          .isEqualTo("99581177ff649eb702a50d452c23421fdb4d33ecf5166b0b24bfc5cf15220087");
      assertThat(hex(keys.projection()))
          .isEqualTo("0ac57e729f6235fe7e27a13947d497b26c99eb36576879642709140c30bde81a");
      assertThat(hex(keys.audit()))
          .isEqualTo("1481a755530e7172f366e6d14156a7427be0be2715341b157371ef9c48ad659f");
    }
  }

  /** The same tree by another road: HMAC alone, as RFC 5869 §2 writes it. */
  @Test
  void theTreeIsThatOfTheSpecificationRecomputedFromHmac() throws Exception {
    try (var master = master(7);
        var keys = KeyHierarchy.of(master)) {
      byte[] root = master.lend(byte[]::clone);
      assertThat(hex(keys.vault())).isEqualTo(HEX.formatHex(byHmac(root, "engram/1/vault")));
      assertThat(hex(keys.audit())).isEqualTo(HEX.formatHex(byHmac(root, "engram/1/audit")));
      byte[] field = byHmac(root, "engram/1/field");
      assertThat(hex(keys.field())).isEqualTo(HEX.formatHex(field));
      assertThat(hex(keys.hidden())).isEqualTo(HEX.formatHex(byHmac(field, "engram/1/hidden")));
      assertThat(hex(keys.export())).isEqualTo(HEX.formatHex(byHmac(field, "engram/1/export")));
      assertThat(hex(keys.projection()))
          .isEqualTo(HEX.formatHex(byHmac(field, "engram/1/projection")));
    }
  }

  private static byte[] byHmac(byte[] key, String label) throws Exception {
    byte[] pseudorandom = hmac(new byte[32], key);
    return hmac(pseudorandom, (label + "\u0001").getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hmac(byte[] key, byte[] text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  /**
   * NIST SP 800-108 r1 §4.2, feedback mode without a counter, with an empty first value and the
   * label and {@code 01} as fixed input: one block of it is one block of HKDF's expansion. By
   * Bouncy Castle's generator, which shares no code with ours.
   */
  @Test
  @DisplayName("§10.24.6 each key is that of SP 800-108's feedback mode, made by another library")
  void theTreeIsFeedbackModeOfSp800108() throws Exception {
    try (var master = master(21);
        var keys = KeyHierarchy.of(master)) {
      byte[] root = master.lend(byte[]::clone);
      byte[] field = feedback(root, "engram/1/field");
      assertThat(hex(keys.vault())).isEqualTo(HEX.formatHex(feedback(root, "engram/1/vault")));
      assertThat(hex(keys.field())).isEqualTo(HEX.formatHex(field));
      assertThat(hex(keys.audit())).isEqualTo(HEX.formatHex(feedback(root, "engram/1/audit")));
      assertThat(hex(keys.hidden())).isEqualTo(HEX.formatHex(feedback(field, "engram/1/hidden")));
      assertThat(hex(keys.export())).isEqualTo(HEX.formatHex(feedback(field, "engram/1/export")));
      assertThat(hex(keys.projection()))
          .isEqualTo(HEX.formatHex(feedback(field, "engram/1/projection")));
    }
  }

  private static byte[] feedback(byte[] key, String label) throws Exception {
    var generator = new KDFFeedbackBytesGenerator(new HMac(new SHA256Digest()));
    generator.init(
        KDFFeedbackParameters.createWithoutCounter(
            hmac(new byte[32], key),
            new byte[0],
            (label + "\u0001").getBytes(StandardCharsets.US_ASCII)));
    byte[] derived = new byte[32];
    assertThat(generator.generateBytes(derived, 0, derived.length)).isEqualTo(32);
    return derived;
  }

  /** 393,216 bits, half of them different by chance: the bounds are nine deviations away. */
  @Test
  @DisplayName("§10.24.6 keys of one master, and of masters that differ by a bit, share nothing")
  void keysDifferInHalfOfTheirBits() {
    int among = 0;
    int across = 0;
    for (int i = 0; i < 256; i++) {
      byte[] bytes = new byte[32];
      byte[] flipped = new byte[32];
      flipped[i / 8] = (byte) (1 << i % 8);
      try (var one = SecretBytes.takeOver(bytes);
          var other = SecretBytes.takeOver(flipped);
          var ofOne = KeyHierarchy.of(one);
          var ofOther = KeyHierarchy.of(other)) {
        List<String> keys = all(ofOther);
        for (int a = 0; a < keys.size(); a++) {
          across += differing(keys.get(a), all(ofOne).get(a));
          among += differing(keys.get(a), keys.get((a + 1) % keys.size()));
        }
      }
    }
    double bits = 256.0 * 6 * 256;
    assertThat(across / bits).isBetween(0.4928, 0.5072);
    assertThat(among / bits).isBetween(0.4928, 0.5072);
  }

  private static int differing(String one, String other) {
    byte[] left = HEX.parseHex(one);
    byte[] right = HEX.parseHex(other);
    int bits = 0;
    for (int i = 0; i < left.length; i++) {
      bits += Integer.bitCount((left[i] ^ right[i]) & 0xff);
    }
    return bits;
  }

  @Test
  void theFunctionBelowAnswersTheVectorsOfRfc5869() {
    byte[] ikm = HEX.parseHex("0b".repeat(22));
    byte[] salt = HEX.parseHex("000102030405060708090a0b0c");
    byte[] one = Hkdf.expand(ikm, salt, HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42);
    assertThat(HEX.formatHex(one))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    byte[] three = Hkdf.expand(ikm, new byte[0], new byte[0], 42);
    assertThat(HEX.formatHex(three))
        .isEqualTo(
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  }

  @Test
  void noTwoKeysAreTheSameAndAnotherMasterChangesThemAll() {
    try (var one = master(0);
        var other = master(1);
        var ofOne = KeyHierarchy.of(one);
        var ofOther = KeyHierarchy.of(other)) {
      assertThat(all(ofOne)).doesNotHaveDuplicates().doesNotContain(hex(one));
      assertThat(all(ofOther)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(all(ofOne));
    }
  }

  @Test
  void closingZeroesTheDerivedKeysAndLeavesTheMaster() {
    try (var master = master(0)) {
      var keys = KeyHierarchy.of(master);
      keys.close();
      keys.close();
      assertThatThrownBy(() -> hex(keys.field())).isInstanceOf(IllegalStateException.class);
      assertThat(hex(master)).startsWith("000102");
    }
  }

  @Test
  void aMasterOfAnotherLengthIsRefused() {
    try (var shortKey = SecretBytes.takeOver(new byte[31])) {
      assertThatThrownBy(() -> KeyHierarchy.of(shortKey))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32 bytes, got 31");
    }
  }
}
