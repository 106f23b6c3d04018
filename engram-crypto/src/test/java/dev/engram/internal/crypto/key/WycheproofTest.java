package dev.engram.internal.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Known answers and attacks collected by Project Wycheproof, run over the primitives that sealing,
 * key derivation and the audit chain are built on. The vector files are no part of this project:
 * they are read from {@code -Dengram.wycheproof=DIR} or from {@code shared/data/wycheproof} beside
 * the repository, and the tests that need them are skipped where they are not. The few vectors from
 * the standards written out below always run.
 */
@DisplayName("§10.24.6 The primitives answer known vectors")
class WycheproofTest {
  private static final HexFormat HEX = HexFormat.of();

  private static JsonNode vectors(String name) {
    var file = folder().map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
    assumeTrue(
        file.isPresent(), "no Wycheproof vectors here; name their folder with -Dengram.wycheproof");
    return JsonMapper.shared().readTree(file.orElseThrow());
  }

  private static Optional<Path> folder() {
    String named = System.getProperty("engram.wycheproof");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path beside = at.resolveSibling("shared").resolve("data").resolve("wycheproof");
      if (Files.isDirectory(beside)) {
        return Optional.of(beside);
      }
    }
    return Optional.empty();
  }

  private static byte[] bytes(JsonNode test, String field) {
    return HEX.parseHex(test.get(field).asString());
  }

  private static boolean valid(JsonNode test) {
    return !test.get("result").asString().equals("invalid");
  }

  /** Runs every test of a file and answers the numbers of those that failed. */
  private static List<Integer> failures(JsonNode file, Check check) {
    var failed = new ArrayList<Integer>();
    int done = 0;
    for (JsonNode group : file.get("testGroups")) {
      for (JsonNode test : group.get("tests")) {
        done++;
        if (!check.holds(group, test)) {
          failed.add(test.get("tcId").asInt());
        }
      }
    }
    assertThat(done).isEqualTo(file.get("numberOfTests").asInt()).isPositive();
    return failed;
  }

  private interface Check {
    boolean holds(JsonNode group, JsonNode test);
  }

  @Test
  void hkdfAnswersEveryVector() {
    assertThat(
            failures(
                vectors("hkdf_sha256_test.json"),
                (group, test) -> {
                  try {
                    byte[] okm =
                        Hkdf.expand(
                            bytes(test, "ikm"),
                            bytes(test, "salt"),
                            bytes(test, "info"),
                            test.get("size").asInt());
                    return valid(test) && Arrays.equals(okm, bytes(test, "okm"));
                  } catch (IllegalStateException refused) {
                    return !valid(test);
                  }
                }))
        .isEmpty();
  }

  @Test
  void hmacAnswersEveryVector() {
    assertThat(
            failures(
                vectors("hmac_sha256_test.json"),
                (group, test) -> {
                  byte[] tag = hmac(bytes(test, "key"), bytes(test, "msg"));
                  byte[] cut = Arrays.copyOf(tag, group.get("tagSize").asInt() / 8);
                  return valid(test) == Arrays.equals(cut, bytes(test, "tag"));
                }))
        .isEmpty();
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException missing) {
      throw new AssertionError(missing);
    }
  }

  @Test
  void aesGcmAnswersEveryVector() {
    assertThat(
            failures(vectors("aes_gcm_test.json"), (group, test) -> valid(test) == gcmHolds(test)))
        .isEmpty();
  }

  /** Whether the vector's ciphertext opens to its message and is what sealing it gives. */
  private static boolean gcmHolds(JsonNode test) {
    byte[] message = bytes(test, "msg");
    byte[] sealed = HEX.parseHex(test.get("ct").asString() + test.get("tag").asString());
    try {
      byte[] key = bytes(test, "key");
      byte[] nonce = bytes(test, "iv");
      byte[] associated = bytes(test, "aad");
      return Arrays.equals(gcm(Cipher.DECRYPT_MODE, key, nonce, associated, sealed), message)
          && Arrays.equals(gcm(Cipher.ENCRYPT_MODE, key, nonce, associated, message), sealed);
    } catch (GeneralSecurityException | IllegalArgumentException refused) {
      return false;
    }
  }

  private static byte[] gcm(int mode, byte[] key, byte[] nonce, byte[] associated, byte[] input)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(associated);
    return cipher.doFinal(input);
  }

  /** Test cases 13 to 16 of the GCM specification (McGrew and Viega), with keys of 256 bits. */
  @Test
  void aesGcmAnswersTheVectorsOfItsSpecification() throws Exception {
    byte[] zero = new byte[32];
    assertThat(HEX.formatHex(gcm(Cipher.ENCRYPT_MODE, zero, new byte[12], zero(0), zero(0))))
        .isEqualTo("530f8afbc74536b9a963b4f1c4cb738b");
    assertThat(HEX.formatHex(gcm(Cipher.ENCRYPT_MODE, zero, new byte[12], zero(0), zero(16))))
        .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    byte[] sealed =
        HEX.parseHex(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");
    byte[] key = HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    byte[] nonce = HEX.parseHex("cafebabefacedbaddecaf888");
    byte[] associated = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    assertThat(HEX.formatHex(gcm(Cipher.DECRYPT_MODE, key, nonce, associated, sealed)))
        .isEqualTo(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> gcm(Cipher.DECRYPT_MODE, key, nonce, associated, sealed))
        .isInstanceOf(AEADBadTagException.class);
  }

  private static byte[] zero(int length) {
    return new byte[length];
  }

  @Test
  void hmacAnswersTheVectorsOfRfc4231() {
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);
    assertThat(HEX.formatHex(hmac(key, HEX.parseHex("4869205468657265"))))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assertThat(
            HEX.formatHex(
                hmac(
                    HEX.parseHex("4a656665"),
                    HEX.parseHex("7768617420646f2079612077616e7420666f72206e6f7468696e673f"))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
