package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.host.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  @TempDir private Path folder;
  private Cli cli;
  private String archive = "";

  @BeforeEach
  void remember() {
    cli = Cli.in(folder).with("ENGRAM_ARCHIVE_PASSPHRASE", "correct horse");
    archive = folder.resolve("out.engram").toString();
    assertThat(cli.on("remember", "The heron landed on the pier.").code()).isZero();
  }

  @Test
  void anArchiveGoesOutAndComesInAndOutAgain() {
    assertThat(cli.on("export", archive).out()).contains("memories");
    String other = folder.resolve("other.engram").toString();
    Cli.Outcome rehearsed = cli.run("import", "--vault", other, "--dry-run", archive);
    assertThat(rehearsed.code()).as(rehearsed.err()).isEqualTo(1);
    Cli.Outcome imported = cli.run("import", "--vault", other, "--json", archive);
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.json().get("stored").asInt()).isEqualTo(1);
    assertThat(cli.run("import", "--vault", other, "--undo", "1").out()).contains("undone");
    assertThat(cli.with("ENGRAM_ARCHIVE_PASSPHRASE", "wrong horse").on("import", archive).err())
        .contains("E4020");
    assertThat(cli.on("import").code()).isEqualTo(2);
  }

  @Test
  void aBackupOpensWithTheVaultsKey() {
    String copy = folder.resolve("copy.engram").toString();
    assertThat(cli.on("backup", copy).code()).isZero();
    assertThat(cli.run("list", "--vault", copy).out()).contains("heron");
    assertThat(cli.on("backup").out()).contains("backup").contains("copy.engram");
  }

  @Test
  void plainTextNeedsAPersonAtATerminal() throws IOException {
    Path plain = folder.resolve("plain.json");
    assertThat(cli.on("export", "--plaintext", plain.toString()).err()).contains("E4022");
    cli.with(new Terminal(true, true, true, 80)).with(question -> Optional.of(new char[] {'0'}));
    assertThat(cli.on("export", "--plaintext", plain.toString()).err())
        .contains("Code: ")
        .contains("E4022");
    assertThat(Files.exists(plain)).isFalse();
  }
}
