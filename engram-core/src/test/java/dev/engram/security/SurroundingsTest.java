package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.VaultBytes;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** §10.2: what lies around a vault. */
class SurroundingsTest {
  @TempDir private Path folder;

  private void use(VaultOptions options) {
    try (var memory =
        MemoryGraph.open(
            folder.resolve("home/v.db"),
            TestKeys.right(),
            EngramOptions.defaults().withVault(options))) {
      memory.remember(Turn.note("The quokkaherd moves at dawn."), Principal.agent("rex"));
    }
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder.resolve("home"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  @DisplayName("§10.2.2: search tools are asked to pass by, only if the host wants it")
  void searchToolsAreAskedToPassBy() throws IOException {
    use(VaultOptions.defaults());
    assertThat(files()).containsExactly("v.db");
    use(VaultOptions.defaults().unlist());
    assertThat(files()).containsExactly(".gitignore", ".metadata_never_index", ".nomedia", "v.db");
    Path ignored = folder.resolve("home/.gitignore");
    assertThat(ignored).hasContent("*\n");
    Files.writeString(ignored, "mine");
    use(VaultOptions.defaults().unlist());
    assertThat(ignored).as("left as it is").hasContent("mine");
  }

  @Test
  @DisplayName("§10.2.3: a decoy is a plain database of settings and stays as it was made")
  void aDecoyHoldsSettingsAlone() throws IOException, SQLException {
    Path decoy = folder.resolve("settings.db");
    use(VaultOptions.defaults().withDecoy(decoy));
    byte[] first = Files.readAllBytes(decoy);
    try (var plain = DriverManager.getConnection("jdbc:sqlite:" + decoy);
        var statement = plain.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM app_config")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(3);
    }
    assertThat(VaultBytes.holdsAnyOf(decoy, List.of("quokkaherd", "engram", "memory"))).isFalse();
    use(VaultOptions.defaults().withDecoy(decoy));
    assertThat(Files.readAllBytes(decoy)).isEqualTo(first);
  }

  @Test
  void aDecoyThatCannotBeMadeIsToldAndTheVaultIsFree() {
    var options = VaultOptions.defaults().withDecoy(folder.resolve("nowhere/settings.db"));
    assertThatThrownBy(() -> use(options))
        .isInstanceOfSatisfying(
            VaultException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY_LOCATION));
    use(VaultOptions.defaults());
  }
}
