package dev.engram.internal.crypto.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
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
    var kept = new AtomicReference<byte[]>(words());
    try (var secret = SecretBytes.takeOver(words())) {
      assertThatThrownBy(
              () ->
                  secret.lend(
                      copy -> {
                        kept.set(copy);
                        throw new IllegalArgumentException("use failed");
                      }))
          .hasMessage("use failed");
      assertThat(allZero(Objects.requireNonNull(kept.get()))).isTrue();
    }
  }

  @Test
  void changingTheLentCopyDoesNotChangeTheSecret() {
    try (var secret = SecretBytes.takeOver(words())) {
      int ignored =
          secret.lend(
              copy -> {
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
  void anEmptySecretIsRefused() {
    assertThatThrownBy(() -> SecretBytes.takeOver(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one byte");
  }
}
