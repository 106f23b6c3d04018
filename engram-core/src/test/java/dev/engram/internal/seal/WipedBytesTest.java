package dev.engram.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WipedBytesTest {
  @Test
  @DisplayName("§10.7: a buffer of decrypted bytes leaves zeros behind, also where it grew")
  void aBufferLeavesZerosBehind() {
    byte[] word = "quokkaherd".getBytes(StandardCharsets.US_ASCII);
    List<byte[]> used = new ArrayList<>();
    byte[] copy;
    try (var bytes = new WipedBytes()) {
      for (int i = 0; i < 1_000; i++) {
        bytes.write(word, 0, word.length);
        bytes.write('!');
        if (used.isEmpty() || used.getLast() != bytes.inUse()) {
          used.add(bytes.inUse());
        }
      }
      copy = bytes.copy();
      assertThat(used).hasSizeGreaterThan(3);
      assertThat(used.removeLast()).contains(word[0]);
      assertThat(used).allSatisfy(outgrown -> assertThat(outgrown).containsOnly(0));
      used.add(bytes.inUse());
    }
    assertThat(used.getLast()).containsOnly(0);
    assertThat(new String(copy, StandardCharsets.US_ASCII)).isEqualTo("quokkaherd!".repeat(1_000));
  }
}
