package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Spec §10: {@code engram doctor --security}. */
class DoctorSecurityTest {
  private static final Path GUIDE = Path.of("../../docs/guides/security.md");

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void world() {
    cli = Cli.in(folder);
    assertThat(cli.on("remember", "I moved to Porto").code()).isZero();
    assertThat(cli.on("remember", "Write to ines.lopes@heronbook.example").code()).isZero();
  }

  @Test
  @DisplayName("every layer is one line with its state and what was measured")
  void everyLayerIsOneLine() {
    Outcome doctor = cli.on("doctor", "--security");
    assertThat(doctor.code()).as(doctor.out()).isZero();
    assertThat(doctor.out())
        .contains("✓ page encryption", "no header", "✓ sealed memories", "✓ audit chain")
        .contains("key file, which is rw-------", "everything that was asked for is in force")
        .doesNotContain("✗", "Porto", "heronbook", folder.toString());
  }

  @Test
  @DisplayName("as JSON, each layer has a state, whether it was asked for, and evidence")
  void asJson() {
    var json = cli.on("doctor", "--security", "--json").json();
    assertThat(json.at("/inForce").asBoolean()).isTrue();
    assertThat(json.at("/layers/0/layer").asString()).isEqualTo("page encryption");
    assertThat(json.at("/layers/0/state").asString()).isEqualTo("on");
    assertThat(json.at("/layers/0/asked").asBoolean()).isTrue();
    assertThat(json.at("/layers/0/evidence").asString()).contains("chi-square");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("the exit code is 1 when something that was asked for is not in force")
  void whatIsNotInForceFails() throws IOException {
    Files.setPosixFilePermissions(cli.vault(), PosixFilePermissions.fromString("rw-rw-r--"));
    Outcome doctor = cli.on("doctor", "--security");
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out()).contains("✗ file modes", "1 that were asked for are not in force");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("§10.7.2: the command denies core files and attaching, unless it is to be debugged")
  void theCommandIsHardened() {
    assertThat(cli.on("doctor", "--security").out())
        .containsPattern("✓ core files denied +on ")
        .contains("dumpable=0");
    assertThat(cli.on("health").out()).contains("core files, attaching");
  }

  @Test
  @DisplayName("the guide shows the layers that there are, in their order")
  void theGuideShowsTheLayersThatThereAre() throws IOException {
    var names = new ArrayList<String>();
    cli.on("doctor", "--security", "--json")
        .json()
        .at("/layers")
        .forEach(layer -> names.add(layer.at("/layer").asString()));
    List<String> shown =
        Files.readAllLines(GUIDE).stream()
            .filter(line -> line.startsWith("✓ ") || line.startsWith("· "))
            .map(line -> line.substring(2).split(" {2}", 2)[0].strip())
            .toList();
    assertThat(shown).isEqualTo(names);
  }
}
