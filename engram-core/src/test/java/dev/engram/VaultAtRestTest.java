package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("§10.2, §10.3, §10.4 What a vault's files show")
class VaultAtRestTest {
  private static final long STEP = 512 * 1024;
  private static final Principal REX = Principal.agent("rex");
  private static final List<String> WORDS =
      List.of("zanzibar", "quokkaherd", "SQLite format", "CREATE TABLE", "agent:rex");

  @TempDir private Path temp;
  private Path folder;
  private Path vault;

  @BeforeEach
  void nameTheVault() {
    folder = temp.resolve("home/rex");
    vault = folder.resolve("rex.engram");
  }

  private MemoryGraph open() {
    return MemoryGraph.open(vault, TestKeys.right());
  }

  private static void fill(MemoryGraph memory, int turns) {
    memory.remember(
        IntStream.range(0, turns)
            .mapToObj(i -> Turn.said("quokkaherd", "Sails to zanzibar with crate " + i))
            .toList(),
        REX);
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileIsItsOwnersAloneAndSoIsAFolderThatWasMadeForIt() throws IOException {
    open().close();
    assertThat(permissions(vault)).isEqualTo("rw-------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(temp.resolve("home"))).isEqualTo("rwx------");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void theFilesBesideAnOpenVaultAreTheOwnersAloneToo() throws IOException {
    try (var memory = open()) {
      fill(memory, 3);
      assertThat(files())
          .containsExactly("rex.engram", "rex.engram-shm", "rex.engram-wal", "rex.engram.lock");
      for (String file : files()) {
        assertThat(permissions(folder.resolve(file))).as(file).isEqualTo("rw-------");
      }
    }
  }

  @Test
  void anEmptyFileThatOthersCouldReadBecomesTheOwnersAlone() throws IOException {
    Files.createDirectories(folder);
    Files.createFile(
        vault, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    open().close();
    assertThat(permissions(vault)).isEqualTo("rw-------");
  }

  @Test
  void aFolderThatWasThereKeepsItsPermissions() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    open().close();
    assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void noWordOfContentAndNoHeaderStandsInTheFilesWhileTheVaultIsOpen() throws IOException {
    try (var memory = open()) {
      fill(memory, 2_000);
      memory.maintain();
      fill(memory, 200);
      Path log = folder.resolve("rex.engram-wal");
      assertThat(Files.size(log)).isPositive();
      assertThat(VaultBytes.holdsAnyOf(vault, WORDS)).isFalse();
      assertThat(VaultBytes.holdsAnyOf(log, WORDS)).isFalse();
    }
  }

  @Test
  void aClosedVaultIsOneFileOfRandomBytes() throws IOException {
    try (var memory = open()) {
      fill(memory, 2_000);
    }
    assertThat(files()).containsExactly("rex.engram");
    assertThat(VaultBytes.holdsAnyOf(vault, WORDS)).isFalse();
    assertThat(VaultBytes.chiSquare(vault)).isBetween(140.0, 400.0);
    assertThat(Files.size(vault) % STEP).isZero();
    assertThat(Files.getLastModifiedTime(vault).toInstant())
        .isEqualTo(Instant.parse("1970-01-02T00:00:00Z"));
  }

  @Test
  @DisplayName("§10.4.4 the time of change is the same day whatever is written and read")
  void theTimeOfChangeTellsNothing() throws IOException {
    Instant neutral = Instant.parse("1970-01-02T00:00:00Z");
    for (int i = 0; i < 3; i++) {
      try (var memory = open()) {
        if (i != 1) {
          fill(memory, 1 + 10 * i);
        }
        assertThat(memory.recall(Query.of("zanzibar"), REX).hits()).isNotEmpty();
        memory.maintain();
        assertThat(Files.getLastModifiedTime(vault).toInstant()).as("settled").isEqualTo(neutral);
      }
      assertThat(Files.getLastModifiedTime(vault).toInstant()).as("closed").isEqualTo(neutral);
    }
  }

  @Test
  void everyPageOfAClosedVaultLooksRandomAlsoThePadding() throws IOException {
    try (var memory = open()) {
      fill(memory, 10);
    }
    byte[] bytes = Files.readAllBytes(vault);
    var pages = new ArrayList<String>();
    for (int at = 0; at < bytes.length; at += 8192) {
      int zeros = 0;
      for (int i = at; i < at + 8192; i++) {
        zeros += bytes[i] == 0 ? 1 : 0;
      }
      assertThat(zeros).as("zeros in the page at %d", at).isLessThan(100);
      pages.add(new String(bytes, at, 8192, StandardCharsets.ISO_8859_1));
    }
    assertThat(pages).doesNotHaveDuplicates();
  }

  @Test
  void twoVaultsOfTheSameKeyAndContentShareNoPage() throws IOException {
    fillAndClose();
    byte[] first = Files.readAllBytes(vault);
    vault = folder.resolve("other.engram");
    fillAndClose();
    byte[] second = Files.readAllBytes(vault);
    int equal = 0;
    for (int i = 0; i < STEP; i++) {
      equal += first[i] == second[i] ? 1 : 0;
    }
    assertThat(equal).isLessThan((int) (STEP / 200)); // by chance one byte in 256
  }

  private void fillAndClose() {
    try (var memory = open()) {
      fill(memory, 10);
    }
  }

  @Test
  void theSizeStaysWithinTwoStepsHoweverOftenTheVaultIsOpened() throws IOException {
    fillAndClose();
    long first = Files.size(vault);
    for (int i = 0; i < 12; i++) {
      open().close();
      assertThat(Files.size(vault) % STEP).isZero();
      assertThat(Files.size(vault)).isBetween(first - STEP, first + STEP);
    }
  }

  @Test
  void maintainingAgainAndAgainDoesNotGrowTheVault() throws IOException {
    try (var memory = open()) {
      fill(memory, 100);
      memory.maintain();
      long first = Files.size(vault);
      for (int i = 0; i < 12; i++) {
        memory.maintain();
        assertThat(Files.size(vault)).isBetween(first - STEP, first + STEP);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"with blank.engram", "ä#ö?ü.engram", "100%.engram", "a&b=c;d'e\".engram"})
  void anyFileNameWillDo(String name) throws IOException {
    vault = folder.resolve(name);
    fillAndClose();
    assertThat(files()).containsExactly(name);
    try (var memory = open()) {
      assertThat(memory.recall(Query.of("zanzibar"), REX).hits()).hasSize(10);
    }
  }

  @Test
  void aVaultOpensWithItsPassphraseAgain() {
    try (var memory = MemoryGraph.open(vault, VaultKey.passphrase("grüne Ziege".toCharArray()))) {
      fill(memory, 1);
    }
    try (var memory = MemoryGraph.open(vault, VaultKey.passphrase("grüne Ziege".toCharArray()))) {
      assertThat(memory.stats(REX).total()).isEqualTo(1);
    }
  }

  @Test
  void aVaultOpensWithItsKeyFileOrThatFilesKeyGivenRaw() throws IOException {
    Path keyFile = temp.resolve("rex.key");
    Files.writeString(keyFile, "07".repeat(32) + "\n");
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    try (var memory = MemoryGraph.open(vault, VaultKey.file(keyFile))) {
      fill(memory, 1);
    }
    try (var memory = open()) {
      assertThat(memory.stats(REX).total()).isEqualTo(1);
    }
  }

  @Test
  void aPlainVaultIsMadeOnlyInSoManyWordsAndSaysThatItIsPlain() throws IOException {
    try (var memory = MemoryGraph.open(vault, VaultKey.insecurePlaintext())) {
      fill(memory, 5);
      assertThat(memory.health().encrypted()).isFalse();
      assertThat(memory.health().warnings()).contains("the vault is not encrypted");
    }
    assertThat(VaultBytes.holdsAnyOf(vault, List.of("SQLite format"))).isTrue();
  }

  @Test
  void anEncryptedVaultSaysThatItIs() {
    try (var memory = MemoryGraph.open(vault, TestKeys.right(), EngramOptions.defaults())) {
      fill(memory, 5);
      assertThat(memory.health().encrypted()).isTrue();
      assertThat(memory.doctor().findings())
          .anySatisfy(finding -> {
            assertThat(finding.check()).isEqualTo("encryption");
            assertThat(finding.sound()).isTrue();
          });
    }
  }
}
