package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.archive.ExportReport;
import dev.engram.archive.ExportRequest;
import dev.engram.archive.ImportOptions;
import dev.engram.archive.ImportReport;
import dev.engram.audit.AuditEvent;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.fault.AccessException;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.KnownCopy;
import dev.engram.memory.KnownCopy.Kind;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Routine;
import dev.engram.memory.Source;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Listing;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import dev.engram.spi.HumanChannel.PlaintextRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** §10.9, §10.20.2: what leaves a vault as a file, and how. */
class ArchiveExportTest {
  private static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));
  private static final Principal MAX = Principal.agent("max");
  private static final String CANARY = "zanzibar lighthouse keeper";
  private static final String WORDS = CraftedArchive.PASSPHRASE;

  private final HandClock clock = new HandClock();
  private final List<PlaintextRequest> shown = new ArrayList<>();

  @TempDir private Path folder;

  private EngramOptions options() {
    return EngramOptions.defaults()
        .withoutBackground()
        .withClock(clock)
        .withEmbedder(WordEmbedder.usual());
  }

  private MemoryGraph open(String name) {
    return MemoryGraph.open(folder.resolve(name), TestKeys.right(), options());
  }

  private static ExportReport export(MemoryGraph memory, Path file, ExportRequest request) {
    return memory.archives().export(file, WORDS.toCharArray(), request, REX);
  }

  private static ErrorCode refused(Runnable call) {
    try {
      call.run();
    } catch (EngramException known) {
      return known.code();
    }
    throw new AssertionError("nothing was refused");
  }

  @Test
  @DisplayName("§10.9 an export is not readable without its passphrase, and belongs to its owner")
  void anExportIsSealed() throws IOException {
    Path file = folder.resolve("out.engram");
    try (var memory = open("v")) {
      memory.remember(Turn.said("Ana", "My uncle is a " + CANARY + "."), REX);
      assertThat(export(memory, file, ExportRequest.everything()).memories()).isPositive();
      assertThat(memory.audit().entries(1).getFirst().event()).isEqualTo(AuditEvent.EXPORTED);
      KnownCopy copy = memory.archives().copies().getFirst();
      assertThat(copy.kind()).isEqualTo(Kind.ARCHIVE);
      assertThat(copy.file()).contains(file);
      assertThat(memory.archives().discard(copy.id())).isTrue();
      assertThat(memory.archives().copies()).isEmpty();
    }
    byte[] bytes = Files.readAllBytes(file);
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(latin).doesNotContain("zanzibar").doesNotContain("Ana").doesNotContain("episode");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(CraftedArchive.opened(bytes))
        .contains(CANARY)
        .doesNotContain("vector")
        .doesNotContain("embedding");
  }

  @Test
  @DisplayName("§10.9 what the principal does not see is not in its export")
  void onlyWhatIsSeenLeaves() throws IOException {
    try (var memory = open("v")) {
      memory.remember(Turn.note("Rex knows of the heron."), REX);
      memory.remember(Turn.note("Max knows of the " + CANARY + "."), MAX);
      memory.remember(Turn.note("Apollo uses a granite base.").to(Scope.project("apollo")), REX);
      MemoryId gone = memory.remember(Turn.note("Forget the falcon."), REX).id();
      memory.forget(gone, REX);
      var out = new ByteArrayOutputStream();
      memory.archives().export(out, WORDS.toCharArray(), ExportRequest.everything(), REX);
      assertThat(CraftedArchive.opened(out.toByteArray()))
          .contains("heron", "granite")
          .doesNotContain("zanzibar")
          .doesNotContain("falcon");
      var narrow = new ByteArrayOutputStream();
      ExportRequest project =
          ExportRequest.everything().in(Scope.project("apollo")).only(MemoryKind.EPISODE);
      memory.archives().export(narrow, WORDS.toCharArray(), project, REX);
      assertThat(CraftedArchive.opened(narrow.toByteArray()))
          .contains("granite")
          .doesNotContain("heron");
      assertThat(
              refused(() ->
                  export(
                      memory,
                      folder.resolve("no"),
                      ExportRequest.everything().in(Scope.agent("max")))))
          .isEqualTo(ErrorCode.ACCESS_DENIED);
      assertThat(folder.resolve("no")).doesNotExist();
      clock.move(Duration.ofDays(1));
      memory.remember(Turn.note("A later osprey."), REX);
      var late = new ByteArrayOutputStream();
      memory
          .archives()
          .export(
              late, WORDS.toCharArray(), ExportRequest.everything().since(clock.instant()), REX);
      assertThat(CraftedArchive.opened(late.toByteArray()))
          .contains("osprey")
          .doesNotContain("heron");
    }
  }

  @Test
  @DisplayName("§10.9 what was exported comes back, embedded anew, with its links, and only once")
  void aRoundTrip() {
    Path file = folder.resolve("out.engram");
    try (var memory = open("v")) {
      MemoryId storm =
          memory.remember(Turn.said("Ana", "The storm came from the west.").in("talk"), REX).id();
      MemoryId flood =
          memory.remember(Turn.said("Ana", "The cellar was flooded.").in("talk"), REX).id();
      memory.link(Edge.of(flood, storm, EdgeType.CAUSED_BY), REX);
      memory.remember(Statement.of("Ana", "prefers", "window seats").explicit(), REX);
      memory.remember(Routine.of("open the boat house", "turn the key", "lift the bar"), REX);
      export(memory, file, ExportRequest.everything());
      assertThat(refused(() -> export(memory, file, ExportRequest.everything())))
          .as("a file that exists is not written over")
          .isEqualTo(ErrorCode.INVALID_INPUT);
      ImportReport again =
          memory.archives().importFrom(file, WORDS.toCharArray(), ImportOptions.defaults(), REX);
      assertThat(again.stored()).isZero();
    }
    clock.move(Duration.ofDays(30));
    try (var memory = open("other")) {
      ImportReport preview =
          memory.archives().preview(file, WORDS.toCharArray(), ImportOptions.defaults(), REX);
      assertThat(preview.stored()).isEqualTo(4);
      assertThat(memory.list(Listing.newest(10), REX)).isEmpty();
      ImportReport report =
          memory.archives().importFrom(file, WORDS.toCharArray(), ImportOptions.defaults(), REX);
      assertThat(report.stored()).isEqualTo(4);
      assertThat(report.edges()).isEqualTo(1);
      assertThat(report.allRejected()).isZero();
      List<Memory> all = memory.list(Listing.newest(20), REX);
      assertThat(all).allSatisfy(one -> assertThat(one.traits().embedded()).isTrue());
      Memory storm =
          all.stream()
              .filter(one -> one.kind() == MemoryKind.EPISODE && one.text().contains("storm came"))
              .findFirst()
              .orElseThrow();
      assertThat(storm.traits().source()).isEqualTo(Source.IMPORT);
      assertThat(storm.traits().learned()).isEqualTo(clock.instant());
      assertThat(storm.traits().occurred().orElseThrow().from())
          .isEqualTo(clock.instant().minus(Duration.ofDays(30)));
      assertThat(memory.history(storm.id(), REX).edges())
          .anyMatch(edge -> edge.type() == EdgeType.CAUSED_BY);
      long id = report.id().orElseThrow();
      assertThat(memory.archives().undo(id, REX)).isEqualTo(4);
      assertThat(memory.list(Listing.newest(20), REX)).isEmpty();
      assertThat(memory.archives().imports().getFirst().undone()).isTrue();
      assertThat(refused(() -> memory.archives().undo(id + 1, REX)))
          .isEqualTo(ErrorCode.UNKNOWN_IMPORT);
    }
  }

  @Test
  @DisplayName("§10.9 an export that fails leaves nothing, and no passphrase is short")
  void aFailedExportLeavesNothing() throws IOException {
    try (var memory = open("v")) {
      memory.remember(Turn.note("Anything at all."), REX);
      OutputStream full =
          new OutputStream() {
            @Override
            public void write(int value) throws IOException {
              throw new IOException("full");
            }
          };
      assertThat(
              refused(() ->
                  memory
                      .archives()
                      .export(full, WORDS.toCharArray(), ExportRequest.everything(), REX)))
          .isEqualTo(ErrorCode.WRITE_FAILED);
      assertThat(memory.archives().copies()).isEmpty();
      assertThat(
              refused(() ->
                  memory
                      .archives()
                      .export(
                          folder.resolve("weak"),
                          "short".toCharArray(),
                          ExportRequest.everything(),
                          REX)))
          .isEqualTo(ErrorCode.INVALID_INPUT);
      assertThat(
              refused(() ->
                  export(memory, folder.resolve("missing/folder"), ExportRequest.everything())))
          .isEqualTo(ErrorCode.READ_ONLY_LOCATION);
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part") || name.equals("weak"));
    }
  }

  @Test
  @DisplayName("§10.20.2 plain text leaves only by a code that a person read and typed back")
  void plainTextNeedsAPerson() throws IOException {
    Path file = folder.resolve("plain.json");
    ExportRequest all = ExportRequest.everything();
    try (var memory = open("v")) {
      assertThat(refused(() -> memory.archives().requestPlaintextExport(all, REX)))
          .isEqualTo(ErrorCode.NOT_CONFIRMED);
    }
    try (var memory =
        MemoryGraph.open(folder.resolve("v"), TestKeys.right(), options().withHuman(shown::add))) {
      memory.remember(Turn.note("A note of the heron."), REX);
      var archives = memory.archives();
      assertThat(archives.requestPlaintextExport(all, REX)).isEqualTo(1);
      String code = shown.getLast().code();
      assertThat(shown.getLast().toString()).doesNotContain(code);
      assertThatThrownBy(() -> archives.exportPlaintext(file, code, all, MAX))
          .as("bound to the principal")
          .isInstanceOf(AccessException.class);
      assertThatThrownBy(() -> archives.exportPlaintext(file, code, all, REX))
          .as("that spent it")
          .isInstanceOf(AccessException.class);

      archives.requestPlaintextExport(all, REX);
      clock.move(Duration.ofMinutes(6));
      assertThatThrownBy(() -> archives.exportPlaintext(file, shown.getLast().code(), all, REX))
          .as("it ends")
          .isInstanceOf(AccessException.class);

      archives.requestPlaintextExport(all, REX);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> archives.exportPlaintext(file, "0000-0000", all, REX))
            .isInstanceOf(AccessException.class);
      }
      assertThatThrownBy(() -> archives.exportPlaintext(file, shown.getLast().code(), all, REX))
          .as("three wrong ones end it")
          .isInstanceOf(AccessException.class);

      archives.requestPlaintextExport(all, REX);
      memory.remember(Turn.note("One more than the person was told."), REX);
      assertThatThrownBy(() -> archives.exportPlaintext(file, shown.getLast().code(), all, REX))
          .as("bound to the number")
          .isInstanceOf(AccessException.class);
      assertThat(file).doesNotExist();

      archives.requestPlaintextExport(all, REX);
      String typed = shown.getLast().code().toLowerCase(Locale.ROOT).replace("-", " ");
      assertThat(archives.exportPlaintext(file, typed, all, REX).memories()).isEqualTo(2);
      assertThat(memory.audit().entries(1).getFirst().event())
          .isEqualTo(AuditEvent.PLAINTEXT_EXPORTED);
    }
    assertThat(Files.readString(file)).startsWith("[\n{").contains("heron").endsWith("]\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("§10.9 a backup opens with the vault's own passphrase and shows nothing without it")
  void aBackupIsAVault() throws IOException {
    Path copy = folder.resolve("backups/copy.engram");
    Path original = folder.resolve("original");
    try (var memory =
        MemoryGraph.open(original, VaultKey.passphrase("a vault".toCharArray()), options())) {
      memory.remember(Turn.note("The " + CANARY + " waved."), REX);
      memory.archives().backup(copy);
      memory.remember(Turn.note("This came later."), REX);
      assertThat(refused(() -> memory.archives().backup(copy))).isEqualTo(ErrorCode.INVALID_INPUT);
      assertThat(memory.archives().copies().getFirst().kind()).isEqualTo(Kind.BACKUP);
    }
    byte[] bytes = Files.readAllBytes(copy);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .doesNotContain("zanzibar")
        .doesNotContain("SQLite");
    assertThat(bytes.length % (512 * 1024)).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    try (var memory =
        MemoryGraph.open(copy, VaultKey.passphrase("a vault".toCharArray()), options())) {
      assertThat(memory.list(Listing.newest(5), REX))
          .singleElement()
          .satisfies(one -> assertThat(one.text()).contains(CANARY));
      assertThat(memory.doctor().sound()).isTrue();
    }
    assertThat(
            refused(() ->
                MemoryGraph.open(copy, VaultKey.passphrase("another".toCharArray()), options())))
        .isEqualTo(ErrorCode.WRONG_KEY);
    try (var plain =
        MemoryGraph.open(folder.resolve("plain"), VaultKey.insecurePlaintext(), options())) {
      assertThat(refused(() -> plain.archives().backup(folder.resolve("nothing"))))
          .isEqualTo(ErrorCode.ENCRYPTION_UNPROVEN);
      assertThat(folder.resolve("nothing")).doesNotExist();
    }
  }
}
