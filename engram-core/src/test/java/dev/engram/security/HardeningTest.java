package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.ChildProcess;
import dev.engram.config.Hardening;
import dev.engram.config.VaultOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** §10.7: what a host asks of the operating system, in a process of its own. */
@EnabledOnOs(OS.LINUX)
class HardeningTest {
  @TempDir private Path folder;

  private String told(List<String> flags, String... measures) throws Exception {
    var arguments = new ArrayList<>(List.of(folder.resolve("v.engram").toString()));
    arguments.addAll(List.of(measures));
    List<String> command =
        ChildProcess.command(HardenedHost.class, System.getProperty("java.class.path"), arguments);
    if (!flags.isEmpty()) {
      command =
          Stream.concat(
                  Stream.concat(Stream.of(command.getFirst()), flags.stream()),
                  command.stream().skip(1).filter(one -> !one.startsWith("--enable-native")))
              .toList();
    }
    return ChildProcess.output(command);
  }

  @Test
  @DisplayName("§10.7.2, §34.13: core files and attaching are denied where a host asks for it")
  void whatIsAskedForTakesEffect() throws Exception {
    assertThat(told(List.of(), "CORE_FILES", "ATTACHING"))
        .contains(
            "open, denied: [core files, attaching",
            "core files denied: on true",
            "attaching denied: on true",
            "in force: true",
            "Max core file size 0 0 bytes",
            "filter 00000000");
  }

  @Test
  void nothingIsDoneThatNobodyAskedFor() throws Exception {
    assertThat(told(List.of()))
        .contains("attaching denied: off false", "in force: true")
        .doesNotContain("filter 00000000");
  }

  @Test
  @DisplayName("§10.7: what is asked for and not possible fails the opening, with what to do")
  void whatIsNotPossibleFailsTheOpening() throws Exception {
    String told = told(List.of("--illegal-native-access=deny"), "ATTACHING");
    assertThat(told)
        .startsWith("E1016: attaching cannot be denied")
        .contains("--enable-native-access", "key zeroed");
    assertThat(Files.exists(folder.resolve("v.engram"))).as("nothing was made").isFalse();
  }

  @Test
  @DisplayName("§10.7.1: keys are locked in RAM, or the vault does not open")
  void keysAreLockedOrTheVaultDoesNotOpen() throws Exception {
    assertThat(told(List.of(), "LOCKED_KEYS"))
        .satisfiesAnyOf(
            open -> assertThat(open).contains("keys in swap]", "keys locked in RAM: on true"),
            refused -> assertThat(refused).startsWith("E1016").contains("ulimit -l"));
  }

  @Test
  void aProgramAsksForWhatItsSystemHas() {
    assertThat(Hardening.usual("Linux"))
        .containsExactlyInAnyOrder(Hardening.CORE_FILES, Hardening.ATTACHING);
    assertThat(Hardening.usual("Mac OS X")).containsExactly(Hardening.CORE_FILES);
    assertThat(Hardening.usual("Windows 11")).isEmpty();
    assertThat(VaultOptions.defaults().hardening()).isEmpty();
    VaultOptions asked = VaultOptions.defaults().harden(Hardening.ATTACHING);
    assertThat(asked.harden(Hardening.LOCKED_KEYS).existing().withReaders(2).hardening())
        .containsExactlyInAnyOrder(Hardening.ATTACHING, Hardening.LOCKED_KEYS);
  }
}
