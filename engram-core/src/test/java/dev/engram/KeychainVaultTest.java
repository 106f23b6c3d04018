package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.spi.KeychainGoneException;
import dev.engram.spi.KeychainLockedException;
import dev.engram.spi.KeychainRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault whose key lies in a keychain (spec §10.11): made once, never replaced. */
@DisplayName("§10.11 A vault whose key lies in a keychain")
class KeychainVaultTest {
  private static final Principal REX = Principal.agent("rex");
  private static final List<Supplier<RuntimeException>> FAILURES =
      List.of(
          () -> new KeychainLockedException("it is locked"),
          () -> new KeychainGoneException("it is gone"),
          () -> new KeychainRefusedException("it refuses"));

  @TempDir private Path folder;
  private Path vault;

  @BeforeEach
  void nameTheVault() {
    vault = folder.resolve("rex.engram");
  }

  private MemoryGraph open(FakeKeychain keychain) {
    return MemoryGraph.open(vault, VaultKey.keychain(keychain, "engram", "rex"));
  }

  private void create(FakeKeychain keychain) {
    try (var memory = open(keychain)) {
      memory.remember(Turn.note("tea from crate 7"), REX);
    }
  }

  private static byte[] key(FakeKeychain keychain) {
    return keychain.read("engram", "rex").orElseThrow();
  }

  @Test
  void creatingAVaultKeepsARandomKeyAndItOpensTheVaultAgain() {
    var keychain = new FakeKeychain();
    create(keychain);
    byte[] key = key(keychain);
    assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(keychain.size()).as("one entry, from which all keys grow").isOne();
    try (var memory = open(keychain)) {
      assertThat(memory.recall(Query.of("tea crate"), REX).hits()).hasSize(1);
    }
    assertThat(key(keychain)).isEqualTo(key);
    try (var memory = MemoryGraph.open(vault, VaultKey.raw(key))) {
      assertThat(memory.recall(Query.of("tea crate"), REX).hits()).hasSize(1);
    }
  }

  @Test
  void aKeyThatIsThereAlreadyIsUsedAndNotOverwritten() {
    var keychain = new FakeKeychain();
    byte[] known = new byte[32];
    known[0] = 42;
    keychain.write("engram", "rex", known);
    create(keychain);
    assertThat(key(keychain)).isEqualTo(known);
    try (var memory = MemoryGraph.open(vault, VaultKey.raw(known))) {
      assertThat(memory.recall(Query.of("tea crate"), REX).hits()).hasSize(1);
    }
  }

  @Test
  void anOldVaultGetsNoNewKey() {
    var keychain = new FakeKeychain();
    create(keychain);
    keychain.remove("engram", "rex");
    SortedMap<String, String> before = VaultBytes.hashes(folder);
    assertThat(failing(ErrorCode.VAULT_LOCKED, () -> open(keychain)))
        .hasMessageContaining("restore the keychain's entry");
    assertThat(keychain.size()).isZero();
    assertThat(VaultBytes.hashes(folder)).isEqualTo(before);
  }

  @Test
  void aKeychainThatFailsOpensNothingAndMakesNothing() {
    for (var failure : FAILURES) {
      var keychain = new FakeKeychain().failing(failure);
      assertThat(failing(ErrorCode.VAULT_LOCKED, () -> open(keychain)))
          .hasMessageContaining(String.valueOf(failure.get().getMessage()))
          .hasMessageMatching(".*; (unlock|install|allow) .*");
      assertThat(VaultBytes.hashes(folder)).isEmpty();
    }
    var keychain = new FakeKeychain();
    create(keychain);
    SortedMap<String, String> before = VaultBytes.hashes(folder);
    for (var failure : FAILURES) {
      failing(ErrorCode.VAULT_LOCKED, () -> open(keychain.failing(failure)));
      assertThat(VaultBytes.hashes(folder)).isEqualTo(before);
    }
  }

  @Test
  void aKeychainThatDoesNotKeepTheKeyGetsNoVault() {
    var keychain = new FakeKeychain().forgetful();
    assertThat(failing(ErrorCode.VAULT_LOCKED, () -> open(keychain)))
        .hasMessageContaining("does not have it");
    assertThat(vault).doesNotExist();
  }

  @Test
  void theKeyOfAnotherVaultAndWhatIsNoKeyAreRefusedAndStay() {
    var keychain = new FakeKeychain();
    create(keychain);
    keychain.write("engram", "rex", new byte[32]);
    failing(ErrorCode.WRONG_KEY, () -> open(keychain));
    assertThat(key(keychain)).isEqualTo(new byte[32]);
    keychain.write("engram", "rex", new byte[31]);
    assertThat(failing(ErrorCode.VAULT_LOCKED, () -> open(keychain)))
        .hasMessageContaining("31 bytes, not 32");
  }

  @Test
  void namesAreBounded() {
    for (String name : List.of("", " ", "a\0b", "x".repeat(501))) {
      assertThatThrownBy(() -> VaultKey.keychain(name, "rex"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("key.keychain.service");
      assertThatThrownBy(() -> VaultKey.keychain("engram", name))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("key.keychain.account");
    }
  }
}
