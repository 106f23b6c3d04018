package dev.engram.internal.crypto.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("§10.7.1 Keys are kept outside of the heap, locked, and zeroed")
class SecretBytesTest {
  private static final Pattern RANGE = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) ");

  private static byte[] words() {
    return "open sesame".getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean allZero(byte[] bytes) {
    return Arrays.equals(bytes, new byte[bytes.length]);
  }

  @Test
  void takingOverZeroesTheCallersArrayAndKeepsTheContent() {
    byte[] given = words();
    try (var secret = SecretBytes.takeOver(given)) {
      assertThat(allZero(given)).isTrue();
      assertThat(secret.length()).isEqualTo(words().length);
      assertThat(secret.<byte[]>lend(byte[]::clone)).isEqualTo(words());
    }
  }

  @Test
  void theLentCopyIsZeroedAfterUse() {
    try (var secret = SecretBytes.takeOver(words())) {
      byte[] kept = secret.lend(copy -> copy);
      assertThat(allZero(kept)).isTrue();
    }
  }

  @Test
  void theLentCopyIsZeroedAlsoWhenItsUseFails() {
    byte[][] kept = {words()};
    try (var secret = SecretBytes.takeOver(words())) {
      assertThatThrownBy(() ->
              secret.lend(copy -> {
                kept[0] = copy;
                throw new IllegalArgumentException("use failed");
              }))
          .hasMessage("use failed");
      assertThat(allZero(kept[0])).isTrue();
    }
  }

  @Test
  void changingTheLentCopyDoesNotChangeTheSecret() {
    try (var secret = SecretBytes.takeOver(words())) {
      int ignored =
          secret.lend(copy -> {
            Arrays.fill(copy, (byte) 'x');
            return 0;
          });
      assertThat(ignored).isZero();
      assertThat(secret.<byte[]>lend(byte[]::clone)).isEqualTo(words());
    }
  }

  @Test
  void nothingCanBeReadAfterClosing() {
    var secret = SecretBytes.takeOver(words());
    secret.close();
    assertThatThrownBy(() -> secret.lend(byte[]::clone)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingTwiceIsHarmless() {
    var secret = SecretBytes.takeOver(words());
    secret.close();
    secret.close();
    assertThat(secret.toString()).isEqualTo("SecretBytes[length=11]");
  }

  @Test
  void itsTextShowsTheLengthAndNothingElse() {
    try (var secret = SecretBytes.takeOver(words())) {
      assertThat(secret.toString()).isEqualTo("SecretBytes[length=11]");
    }
  }

  @Test
  void twoSecretsOfTheSameBytesAreNotEqual() {
    try (var one = SecretBytes.takeOver(words());
        var other = SecretBytes.takeOver(words())) {
      assertThat(one).isNotEqualTo(other);
    }
  }

  @Test
  void sameBytesAreTheSameAndOthersAreNot() {
    try (var one = SecretBytes.takeOver(words());
        var other = SecretBytes.takeOver(words());
        var longer = SecretBytes.takeOver(Arrays.copyOf(words(), 12));
        var unlike = SecretBytes.takeOver(new byte[11])) {
      assertThat(one.sameAs(other)).isTrue();
      assertThat(one.sameAs(one)).isTrue();
      assertThat(one.sameAs(longer)).isFalse();
      assertThat(one.sameAs(unlike)).isFalse();
    }
  }

  /** Spec §10.7.1, as the kernel sees it: "lo" is locked in RAM, "dd" is not dumped. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theKernelHoldsTheSecretsPagesInRamAndOutOfDumps() throws IOException {
    try (var secret = SecretBytes.takeOver(words())) {
      var flags = flagsOfMappingAt(secret.address());
      assertThat(flags.contains("lo")).isEqualTo(secret.locked());
      assertThat(secret.hiddenFromDumps()).isTrue();
      assertThat(flags).contains("dd");
      assumeTrue(secret.locked(), "this system lets the process lock no memory");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void pagesGoBackUnlockedAndAnyNumberOfSecretsCanBeMade() {
    for (int i = 0; i < 20_000; i++) {
      try (var secret = SecretBytes.takeOver(words())) {
        assertThat(secret.length()).isEqualTo(11);
      }
    }
  }

  private static List<String> flagsOfMappingAt(long address) throws IOException {
    boolean within = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      var range = RANGE.matcher(line);
      if (range.lookingAt()) {
        within =
            Long.parseUnsignedLong(range.group(1), 16) <= address
                && address < Long.parseUnsignedLong(range.group(2), 16);
      } else if (within && line.startsWith("VmFlags:")) {
        return List.of(line.substring(8).strip().split(" ", -1));
      }
    }
    return List.of();
  }

  @Test
  void anEmptySecretIsRefused() {
    assertThatThrownBy(() -> SecretBytes.takeOver(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one byte");
  }
}
