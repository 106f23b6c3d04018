package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.VaultContents;
import dev.engram.WordEmbedder;
import dev.engram.config.AccessLimits;
import dev.engram.config.AccessOptions;
import dev.engram.config.AuditOptions;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.config.VaultOptions;
import dev.engram.health.SecurityLayer;
import dev.engram.health.SecurityLayer.State;
import dev.engram.health.SecurityReport;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The layers of the defences (spec §10), each said to be on only while it is. */
class DoctorSecurityTest {
  private static final Principal REX = Principal.agent("rex");
  private static final List<String> PLANTED =
      List.of("quokkaherd", "zanzibarium", "ines.lopes@heronbook.example", "4111");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("home/rex.engram");
  }

  private static EngramOptions options() {
    return EngramOptions.defaults()
        .withEmbedder(WordEmbedder.usual())
        .withClock(new HandClock())
        .withoutBackground();
  }

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(file(), TestKeys.right(), options);
  }

  private static void fill(MemoryGraph memory) {
    Turn hidden = Turn.said("Ana", "The quokkaherd keeps zanzibarium.");
    memory.remember(
        List.of(
            Turn.said("Ana", "The tram in Porto is yellow."),
            Turn.said("Ben", "Write to ines.lopes@heronbook.example about the tram."),
            Turn.said("Ben", "My card is 4111 1111 1111 1111, valid to next May."),
            hidden.with(hidden.placement().atLeast(SecurityTier.CONFIDENTIAL))),
        REX);
  }

  private SecurityReport filled() {
    try (MemoryGraph memory = open(options())) {
      fill(memory);
      return memory.security();
    }
  }

  private SecurityReport reopened(EngramOptions options) {
    try (MemoryGraph memory = open(options)) {
      return memory.security();
    }
  }

  private static SecurityLayer layer(SecurityReport report, String name) {
    return report.layers().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no layer " + name));
  }

  private static String evidence(SecurityReport report, String name, State state) {
    SecurityLayer layer = layer(report, name);
    assertThat(layer.state()).as(layer.toString()).isEqualTo(state);
    return layer.evidence();
  }

  @Test
  @DisplayName("§10.3, §10.5, §10.24: an open vault shows ciphertext, seals hold, vectors are kept")
  void aFilledVaultIsInForce() {
    SecurityReport report = filled();
    assertThat(report.layers()).filteredOn(SecurityLayer::fails).isEmpty();
    assertThat(report.inForce()).isTrue();
    assertThat(evidence(report, "page encryption", State.ON))
        .contains("cipher sqlcipher", "no header", "bits a byte");
    assertThat(evidence(report, "key hierarchy", State.ON)).contains("no two alike");
    assertThat(evidence(report, "nothing left in pages", State.ON)).contains("secure_delete=1");
    assertThat(evidence(report, "sealed memories", State.ON))
        .contains("0 show sealed words", "confidential", "sensitive");
    assertThat(evidence(report, "vectors by tier", State.ON)).contains("8 bits a component");
    assertThat(evidence(report, "audit chain", State.ON)).contains("keyed");
    assertThat(evidence(report, "limits of untrusted callers", State.ON))
        .contains("of 21 calls within an instant 20 passed");
    assertThat(evidence(report, "secrets taken out", State.ON)).contains("replaced");
    assertThat(evidence(report, "size in steps", State.UNAVAILABLE)).contains("just now");
  }

  @Test
  @DisplayName("§10.12: the report holds no content and no path")
  void theReportHoldsNoContentAndNoPath() {
    filled();
    String all = reopened(options()).toString();
    assertThat(PLANTED).noneMatch(all::contains);
    assertThat(all).doesNotContain(folder.toString(), "rex.engram");
  }

  @Test
  @DisplayName("§10.4: size and times are those that the last close left")
  void sizeAndTimesAreTheLastClosesOwn() throws IOException {
    filled();
    SecurityReport report = reopened(options());
    evidence(report, "size in steps", State.ON);
    evidence(report, "neutral times", State.ON);
    Files.setLastModifiedTime(file(), FileTime.fromMillis(1_700_000_000_000L));
    SecurityReport touched = reopened(options());
    evidence(touched, "neutral times", State.OFF);
    assertThat(touched.inForce()).as("a copy is nobody's fault").isTrue();
  }

  @Test
  @DisplayName("§10.5: a clear row that shows sealed words is found")
  void aClearRowThatShowsSealedWordsIsFound() {
    filled();
    VaultContents.tamper(
        file(),
        TestKeys.right(),
        "UPDATE memory SET text = 'The quokkaherd' WHERE tier = 'confidential' AND ordinal ="
            + " (SELECT max(ordinal) FROM memory WHERE tier = 'confidential' AND kind ="
            + " 'episode')");
    SecurityReport report = reopened(options());
    assertThat(evidence(report, "sealed memories", State.OFF)).contains("1 show sealed words");
    assertThat(report.inForce()).isFalse();
  }

  @Test
  @DisplayName("§10.5.3: a seal that was put into another row is found")
  void aSealInAnotherRowIsFound() {
    filled();
    VaultContents.tamper(
        file(),
        TestKeys.right(),
        "UPDATE sealed SET bytes = (SELECT bytes FROM sealed ORDER BY ordinal LIMIT 1)");
    evidence(reopened(options()), "sealed memories", State.OFF);
  }

  @Test
  @DisplayName("§10.24.1: a sensitive vector with all its digits is found")
  void aSensitiveVectorWithAllItsDigitsIsFound() {
    filled();
    VaultContents.tamper(
        file(),
        TestKeys.right(),
        "UPDATE embedding SET bytes = (SELECT e.bytes FROM embedding e JOIN memory m ON m.ordinal"
            + " = e.ordinal WHERE m.tier = 'cleartext' ORDER BY e.ordinal LIMIT 1) WHERE ordinal"
            + " IN (SELECT ordinal FROM memory WHERE tier = 'sensitive')");
    evidence(reopened(options()), "vectors by tier", State.OFF);
  }

  @Test
  @DisplayName("§10.18: a changed entry of the audit is found")
  void aChangedEntryOfTheAuditIsFound() {
    filled();
    VaultContents.tamper(
        file(), TestKeys.right(), "UPDATE audit_entry SET moment = moment + 1 WHERE seq = 2");
    SecurityReport report = reopened(options());
    assertThat(evidence(report, "audit chain", State.OFF)).contains("entry 2");
    assertThat(report.inForce()).isFalse();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("§10.2.2: a vault that others may read is found")
  void aVaultThatOthersMayReadIsFound() throws IOException {
    filled();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    SecurityReport report = reopened(options());
    assertThat(evidence(report, "file modes", State.OFF)).contains("file rw-r--r--");
    assertThat(report.inForce()).isFalse();
  }

  @Test
  @DisplayName("§10.2: markers and a decoy are looked for where they were asked for")
  void markersAndADecoyAreLookedFor() throws IOException {
    Path decoy = folder.resolve("settings.db");
    EngramOptions options = options().withVault(VaultOptions.defaults().unlist().withDecoy(decoy));
    SecurityReport report = reopened(options);
    assertThat(evidence(report, "unlisted", State.ON)).contains("3 of 3");
    evidence(report, "decoy", State.ON);
    try (MemoryGraph memory = open(options)) {
      Files.delete(folder.resolve("home/.nomedia"));
      Files.delete(decoy);
      SecurityReport gone = memory.security();
      assertThat(evidence(gone, "unlisted", State.OFF)).contains("2 of 3");
      evidence(gone, "decoy", State.OFF);
      assertThat(gone.inForce()).isFalse();
    }
  }

  @Test
  @DisplayName("§10.2.1: a folder that a program copies elsewhere is told")
  void aSyncedFolderIsTold() throws IOException {
    Path synced = Files.createDirectories(folder.resolve("Dropbox/notes")).resolve("v.engram");
    try (MemoryGraph memory = MemoryGraph.open(synced, TestKeys.right(), options())) {
      assertThat(evidence(memory.security(), "folder not copied elsewhere", State.OFF))
          .contains("Dropbox");
    }
    Path repository = Files.createDirectories(folder.resolve("code/.git")).resolveSibling("v");
    try (MemoryGraph memory = MemoryGraph.open(repository, TestKeys.right(), options())) {
      assertThat(evidence(memory.security(), "folder not copied elsewhere", State.OFF))
          .contains("within a Git repository");
    }
  }

  @Test
  @DisplayName("§10.8, §10.16: limits that are off are told as off")
  void whatIsOffIsToldAsOff() {
    EngramOptions loose =
        options()
            .withAccess(AccessOptions.defaults().withUntrusted(AccessLimits.NONE))
            .withAudit(AuditOptions.unkept())
            .withCapture(CaptureOptions.defaults().withSecrets(CaptureOptions.Secrets.KEEP));
    SecurityReport report = reopened(loose);
    evidence(report, "limits of untrusted callers", State.OFF);
    evidence(report, "audit chain", State.OFF);
    evidence(report, "secrets taken out", State.OFF);
    assertThat(report.inForce()).as("nobody asked for them").isTrue();
    EngramOptions tight =
        options()
            .withAccess(
                AccessOptions.defaults().withNoise(0.05).withEnvelope(Duration.ofMillis(50)));
    assertThat(evidence(reopened(tight), "bands, noise, envelope", State.ON))
        .contains("noise 0.05, envelope 50 ms");
  }

  @Test
  @DisplayName("§10.11: keys are told by where they came from")
  void keysAreToldByTheirSource() {
    Path file = folder.resolve("words.engram");
    VaultKey words = VaultKey.passphrase("correct horse battery".toCharArray());
    try (MemoryGraph memory = MemoryGraph.open(file, words, options())) {
      assertThat(evidence(memory.security(), "key source", State.ON))
          .contains("Argon2id, 64 MiB, 3 passes");
    }
  }

  @Test
  @DisplayName("without a key nothing is in force, and the report says so")
  void anUnencryptedVaultIsNotInForce() {
    Path file = folder.resolve("plain.engram");
    try (MemoryGraph memory = MemoryGraph.open(file, VaultKey.insecurePlaintext(), options())) {
      SecurityReport report = memory.security();
      evidence(report, "page encryption", State.OFF);
      evidence(report, "key source", State.OFF);
      evidence(report, "sealed memories", State.OFF);
      assertThat(report.inForce()).isFalse();
    }
  }
}
