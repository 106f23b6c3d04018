package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.config.VaultKey;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** §10.11, §10.24.6: a vault's key is changed, and nothing of the old one opens it any more. */
@DisplayName(
    "§10.11, §10.24.6 A vault's key is changed, and nothing of the old one opens it any more")
class VaultKeysTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;

  private Path vault() {
    return folder.resolve("v.engram");
  }

  private void remembered(VaultKey key) {
    try (var memory = MemoryGraph.open(vault(), key)) {
      memory.remember(Turn.said("Ana", "The boat is called Amelia."), REX);
    }
  }

  private void answersWith(VaultKey key) {
    try (var memory = MemoryGraph.open(vault(), key)) {
      assertThat(memory.recall(Query.of("what is the boat called?"), REX).hits())
          .anyMatch(hit -> hit.text().contains("Amelia"));
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  private void opensNoMore(VaultKey key) {
    assertThatThrownBy(() -> MemoryGraph.open(vault(), key))
        .isInstanceOfSatisfying(
            EngramException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_KEY));
  }

  private static VaultKey words(String words) {
    return VaultKey.passphrase(words.toCharArray());
  }

  @Test
  void aPassphraseIsChanged() throws IOException {
    remembered(words("first"));
    byte[] before = Files.readAllBytes(vault());
    VaultKeys.change(vault(), words("first"), words("second"));
    byte[] after = Files.readAllBytes(vault());
    assertThat(Arrays.copyOf(after, 16)).as("a new salt").isNotEqualTo(Arrays.copyOf(before, 16));
    assertThat(after.length % (512 * 1024)).isZero();
    assertThat(Files.getLastModifiedTime(vault()).toMillis()).isEqualTo(86_400_000);
    opensNoMore(words("first"));
    answersWith(words("second"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(vault());
    }
  }

  @Test
  void aPassphraseGivesWayToAKeyFile() throws IOException {
    remembered(words("first"));
    Path keyFile = folder.resolve("key");
    Files.writeString(keyFile, HexFormat.of().formatHex(new byte[32]));
    if (keyFile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    }
    VaultKeys.change(vault(), words("first"), VaultKey.file(keyFile));
    opensNoMore(words("first"));
    answersWith(VaultKey.file(keyFile));
  }

  @Test
  void aVaultFromBeforeTheHierarchyLosesItsDirectKey() throws IOException {
    try (var golden = VaultKeysTest.class.getResourceAsStream("/golden/schema-1.engram")) {
      Files.copy(Objects.requireNonNull(golden), vault());
    }
    VaultKeys.change(vault(), TestKeys.right(), TestKeys.wrong());
    try (var memory = MemoryGraph.open(vault(), TestKeys.wrong())) {
      assertThat(memory.doctor().sound()).isTrue();
    }
    opensNoMore(TestKeys.right());
  }

  @Test
  void whatCannotBeChangedStaysAsItWas() throws IOException {
    remembered(TestKeys.right());
    byte[] before = Files.readAllBytes(vault());
    refused(ErrorCode.WRONG_KEY, TestKeys.wrong(), TestKeys.right());
    refused(ErrorCode.INVALID_INPUT, TestKeys.right(), VaultKey.insecurePlaintext());
    refused(ErrorCode.VAULT_LOCKED, TestKeys.right(), VaultKey.file(folder.resolve("none")));
    try (var memory = MemoryGraph.open(vault(), TestKeys.right())) {
      refused(ErrorCode.VAULT_IN_USE, TestKeys.right(), TestKeys.wrong());
      assertThat(memory.health().encrypted()).isTrue();
    }
    answersWith(TestKeys.right());
    assertThat(Files.size(vault())).isGreaterThanOrEqualTo(before.length - 512 * 1024);
  }

  private void refused(ErrorCode code, VaultKey present, VaultKey next) {
    assertThatThrownBy(() -> VaultKeys.change(vault(), present, next))
        .isInstanceOfSatisfying(EngramException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
