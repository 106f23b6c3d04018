package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.config.VaultOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way a vault does not open: its own code, and nothing is changed. */
class VaultOpeningTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;
  private Path vault;

  @BeforeEach
  void nameTheVault() {
    vault = folder.resolve("rex.engram");
  }

  private MemoryGraph open(VaultKey key) {
    return MemoryGraph.open(vault, key);
  }

  private void fillAndClose(int turns) {
    try (var memory = open(TestKeys.right())) {
      fill(memory, turns);
    }
  }

  private static void fill(MemoryGraph memory, int turns) {
    memory.remember(
        IntStream.range(0, turns).mapToObj(i -> Turn.note("tea from crate " + i)).toList(), REX);
  }

  private void refused(ErrorCode code, VaultKey key) {
    SortedMap<String, String> before = VaultBytes.hashes(folder);
    failing(code, () -> open(key));
    assertThat(VaultBytes.hashes(folder)).isEqualTo(before);
  }

  /** Leaves the vault as a power cut would: with a log that holds the last writes. */
  private void fillAndCrash(int turns) throws IOException {
    Path crashed = folder.resolve("crashed");
    Files.createDirectory(crashed);
    try (var memory = open(TestKeys.right())) {
      fill(memory, turns);
      for (String name : List.of("rex.engram", "rex.engram-wal")) {
        Files.copy(folder.resolve(name), crashed.resolve(name));
      }
    }
    Files.delete(vault);
    vault = crashed.resolve("rex.engram");
    assertThat(Files.size(crashed.resolve("rex.engram-wal"))).isPositive();
  }

  @Test
  void aWrongKeyOpensNothing() {
    fillAndClose(10);
    refused(ErrorCode.WRONG_KEY, TestKeys.wrong());
    refused(ErrorCode.WRONG_KEY, VaultKey.passphrase("guess".toCharArray()));
    refused(ErrorCode.WRONG_KEY, VaultKey.insecurePlaintext());
  }

  @Test
  void aWrongKeyAfterACrashTouchesNothingAndTheRightOneFindsEverything() throws IOException {
    fillAndCrash(50);
    refused(ErrorCode.WRONG_KEY, TestKeys.wrong());
    try (var memory = open(TestKeys.right())) {
      assertThat(memory.health().recovered()).isTrue();
      assertThat(memory.recall(Query.of("tea").limit(100), REX).hits()).hasSize(50);
      assertThat(memory.doctor().sound()).isTrue();
    }
    try (var memory = open(TestKeys.right())) {
      assertThat(memory.health().recovered()).isFalse();
    }
  }

  @Test
  void aVaultThatCrashedInTheMiddleOfAPageStillOpens() throws IOException {
    fillAndCrash(50);
    // A kill can cut the write of a page in two; the log still holds all of it.
    Files.write(vault, new byte[4096], StandardOpenOption.APPEND);
    try (var memory = open(TestKeys.right())) {
      assertThat(memory.recall(Query.of("tea").limit(100), REX).hits()).hasSize(50);
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  @Test
  void aMissingVaultIsNotCreatedWhenOnlyAnExistingOneWillDo() {
    var existing = EngramOptions.defaults().withVault(VaultOptions.defaults().existing());
    vault = folder.resolve("no/such/rex.engram");
    failing(ErrorCode.VAULT_MISSING, () -> MemoryGraph.open(vault, TestKeys.right(), existing));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTextFileIsNoVault() throws IOException {
    Files.writeString(vault, "Dear diary, today I learned to swim.\n".repeat(1_000));
    refused(ErrorCode.NOT_A_VAULT, TestKeys.right());
    refused(ErrorCode.NOT_A_VAULT, VaultKey.insecurePlaintext());
  }

  @Test
  void aFolderIsNoVault() throws IOException {
    Files.createDirectory(vault);
    refused(ErrorCode.NOT_A_VAULT, TestKeys.right());
  }

  @Test
  void aVaultThatWasCutWithinAPageIsNoVault() throws IOException {
    fillAndClose(10);
    cutTo(100_000);
    refused(ErrorCode.NOT_A_VAULT, TestKeys.right());
    cutTo(5_000);
    refused(ErrorCode.NOT_A_VAULT, TestKeys.right());
  }

  @Test
  void aVaultThatWasCutBetweenPagesIsDamaged() throws IOException {
    fillAndClose(10);
    cutTo(10 * 8192);
    refused(ErrorCode.VAULT_CORRUPT, TestKeys.right());
  }

  private void cutTo(long bytes) throws IOException {
    try (var file = new RandomAccessFile(vault.toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  @Test
  void anotherProgramsDatabaseIsNoVaultAndStaysAsItIs() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + vault);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE recipe (name TEXT)");
      statement.execute("INSERT INTO recipe VALUES ('soup')");
    }
    refused(ErrorCode.NOT_A_VAULT, TestKeys.right());
    refused(ErrorCode.NOT_A_VAULT, VaultKey.insecurePlaintext());
  }

  @Test
  void aPlainVaultDoesNotOpenWithAKey() {
    open(VaultKey.insecurePlaintext()).close();
    refused(ErrorCode.NOT_A_VAULT, TestKeys.right());
  }

  @Test
  void aKeyFileThatIsMissingOrOpenToOthersMakesNothing() throws IOException {
    Path keyFile = folder.resolve("key");
    vault = folder.resolve("new/rex.engram");
    failing(ErrorCode.VAULT_LOCKED, () -> open(VaultKey.file(keyFile)));
    Files.writeString(keyFile, "07".repeat(32));
    Files.setPosixFilePermissions(
        keyFile, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    failing(ErrorCode.VAULT_LOCKED, () -> open(VaultKey.file(keyFile)));
    assertThat(vault.getParent()).doesNotExist();
  }

  @Test
  void aKeyServesOneOpeningOnly() {
    VaultKey key = TestKeys.right();
    open(key).close();
    failing(ErrorCode.VAULT_LOCKED, () -> open(key));
  }

  @Test
  void aSecondEngineInTheSameProcessIsRefused() {
    try (var memory = open(TestKeys.right())) {
      fill(memory, 1);
      failing(ErrorCode.VAULT_IN_USE, () -> open(TestKeys.right()));
      assertThat(memory.recall(Query.of("tea"), REX).hits()).hasSize(1);
    }
    open(TestKeys.right()).close();
  }

  @Test
  void anEngineInAnotherProcessIsRefusedAlsoAfterOneInThisWasRefused()
      throws IOException, InterruptedException {
    try (var memory = open(TestKeys.right())) {
      fill(memory, 1);
      failing(ErrorCode.VAULT_IN_USE, () -> open(TestKeys.right()));
      assertThat(otherProcess()).isEqualTo("E1010");
    }
    assertThat(otherProcess()).isEqualTo("open");
  }

  private String otherProcess() throws IOException, InterruptedException {
    Process process = ChildProcess.start(VaultHolder.class, List.of(vault.toString()));
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      String first = output.readLine();
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
      return first;
    }
  }

  @Test
  void aVaultHeldByAnotherProcessIsRefusedUntilThatProcessDies()
      throws IOException, InterruptedException {
    Process holder = ChildProcess.start(VaultHolder.class, List.of(vault.toString()));
    try (var output = holder.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("open");
      failing(ErrorCode.VAULT_IN_USE, () -> open(TestKeys.right()));
    } finally {
      holder.destroyForcibly().waitFor();
    }
    open(TestKeys.right()).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("rex.engram");
    }
  }

  @Test
  void sqliteKeepsItsOwnLocksWhateverTheEngineReadsOfTheFile() throws IOException {
    Path locks = Path.of("/proc/locks");
    assumeThat(locks).exists();
    try (var memory = open(TestKeys.right())) {
      fill(memory, 10);
      memory.maintain();
      assertThat(memory.doctor().sound()).isTrue();
      Object inode = Files.getAttribute(vault, "unix:ino");
      assertThat(Files.readString(locks)).contains(":" + inode + " ");
    }
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsToldSo() {
    assumeThat(Path.of("/proc/sys")).isDirectory();
    failing(
        ErrorCode.READ_ONLY_LOCATION,
        () -> MemoryGraph.open(Path.of("/proc/sys/rex.engram"), TestKeys.right()));
    failing(
        ErrorCode.READ_ONLY_LOCATION,
        () -> MemoryGraph.open(Path.of("/proc/sys/new/rex.engram"), TestKeys.right()));
  }

  @Test
  void aDamagedPageIsFoundAndNamedAsDamage() throws IOException {
    fillAndClose(5_000);
    try (var file = new RandomAccessFile(vault.toFile(), "rw")) {
      for (long at = 8 * 8192; at < 60 * 8192; at += 8192) {
        file.seek(at + 100);
        int old = file.read();
        file.seek(at + 100);
        file.write(old ^ 1);
      }
    }
    failing(
        ErrorCode.VAULT_CORRUPT,
        () -> {
          try (var memory = open(TestKeys.right())) {
            assertThat(memory.doctor().sound()).isFalse();
            memory.list(dev.engram.query.Listing.newest(1000), REX);
          }
        });
  }

  @Test
  void aDamagedFirstPageIsNotOpened() throws IOException {
    fillAndClose(10);
    try (var file = new RandomAccessFile(vault.toFile(), "rw")) {
      file.seek(3_000);
      int old = file.read();
      file.seek(3_000);
      file.write(old ^ 0x40);
    }
    refused(ErrorCode.WRONG_KEY, TestKeys.right());
  }

  @Test
  void aDriverThatCannotEncryptIsRefusedBeforeAFileIsMade()
      throws IOException, InterruptedException {
    String classPath = withStockDriver();
    assumeThat(classPath).as("a stock sqlite-jdbc in the local repository").isNotEmpty();
    var arguments = List.of(vault.toString());
    assertThat(ChildProcess.output(ChildProcess.command(VaultHolder.class, classPath, arguments)))
        .isEqualTo("E1012");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDriverThatCannotEncryptServesAPlainVault() throws IOException, InterruptedException {
    String classPath = withStockDriver();
    assumeThat(classPath).as("a stock sqlite-jdbc in the local repository").isNotEmpty();
    var command =
        ChildProcess.command(VaultHolder.class, classPath, List.of(vault.toString(), "plain"));
    Process process = ChildProcess.start(command);
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("open in plain");
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
    }
    assertThat(VaultBytes.holdsAnyOf(vault, List.of("SQLite format"))).isTrue();
  }

  /** This class path with the newest stock driver of the local repository, or nothing. */
  private static String withStockDriver() throws IOException {
    String own = System.getProperty("java.class.path");
    String ciphering =
        Stream.of(own.split(java.io.File.pathSeparator, -1))
            .filter(entry -> entry.contains("sqlite-jdbc"))
            .findFirst()
            .orElse("");
    Path repository = Path.of(System.getProperty("user.home"), ".m2/repository");
    Path stock = repository.resolve("org/xerial/sqlite-jdbc");
    if (ciphering.isEmpty() || !Files.isDirectory(stock)) {
      return "";
    }
    try (Stream<Path> jars = Files.walk(stock)) {
      return jars.filter(jar -> jar.toString().matches(".*sqlite-jdbc-[0-9.]+\\.jar"))
          .max(Path::compareTo)
          .map(jar -> own.replace(ciphering, jar.toString()))
          .orElse("");
    }
  }
}
