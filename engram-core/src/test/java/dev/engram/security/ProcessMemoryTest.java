package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.ChildProcess;
import dev.engram.config.VaultKey;
import dev.engram.internal.vault.RawPages;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a heap dump holds of a conversation and a vault: a lot while they are open, which shows that
 * the search finds what is there, and nothing that is reachable once they are closed.
 */
class ProcessMemoryTest {
  @TempDir private static Path folder;
  private static Path vault;
  private static byte[] open;
  private static byte[] closed;

  @BeforeAll
  static void dump() throws Exception {
    vault = folder.resolve("v.engram");
    Path first = folder.resolve("open.hprof");
    Path second = folder.resolve("closed.hprof");
    String said =
        ChildProcess.output(
            ChildProcess.command(
                HeldInHeap.class,
                System.getProperty("java.class.path"),
                List.of(vault.toString(), first.toString(), second.toString())));
    assertThat(said).endsWith("done");
    open = Files.readAllBytes(first);
    closed = Files.readAllBytes(second);
  }

  private static boolean holds(byte[] dump, byte[] wanted) {
    byte first = wanted[0];
    for (int at = 0; at + wanted.length <= dump.length; at++) {
      if (dump[at] == first && same(dump, at, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(byte[] dump, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (dump[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** As Java holds a text: a byte a character, or two. */
  private static boolean holdsText(byte[] dump, String text) {
    return holds(dump, text.getBytes(StandardCharsets.ISO_8859_1))
        || holds(dump, text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** As a dump holds an array of floats. */
  private static byte[] inDump(float[] vector) {
    var bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  @Test
  @DisplayName("§10.7.3: a conversation's vectors are in the heap while it lasts, not afterwards")
  void vectorsOfAConversationGo() {
    byte[] heard = inDump(HeldInHeap.signs(HeldInHeap.forwards(HeldInHeap.HEARD)));
    assertThat(holds(open, heard)).as("the search finds what is there").isTrue();
    assertThat(holds(closed, heard)).isFalse();
  }

  @Test
  @DisplayName("§10.19.2: the words of a conversation are held by nothing, even while it lasts")
  void wordsOfAConversationAreNotHeld() {
    assertThat(holdsText(open, HeldInHeap.forwards(HeldInHeap.HEARD))).isFalse();
    assertThat(holdsText(closed, HeldInHeap.forwards(HeldInHeap.HEARD))).isFalse();
  }

  @Test
  @DisplayName("§10.7: sealed words, passphrase and keys are not in the heap of a closed vault")
  void secretsAreNotInTheHeapOfAClosedVault() {
    String words = HeldInHeap.forwards(HeldInHeap.PASSPHRASE);
    assertThat(holdsText(closed, HeldInHeap.forwards(HeldInHeap.SEALED))).isFalse();
    assertThat(holdsText(open, words)).as("zeroed when the key was made").isFalse();
    assertThat(holdsText(closed, words)).isFalse();
    byte[] key = RawPages.pageKey(vault, VaultKey.passphrase(words.toCharArray()));
    assertThat(holds(open, key)).as("the key lies outside of the heap").isFalse();
    assertThat(holds(closed, key)).isFalse();
    assertThat(holdsText(closed, HexFormat.of().formatHex(key))).isFalse();
  }
}
