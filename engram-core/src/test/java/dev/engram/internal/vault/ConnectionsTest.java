package dev.engram.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.TestKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("§34.12 Every connection is set alike")
class ConnectionsTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("§34.12 I11: what is deleted is overwritten, on the writer's and on readers' side")
  void deletedBytesAreOverwritten() throws SQLException {
    Path path = folder.resolve("v.engram");
    try (var vault =
        Vault.open(
            path,
            TestKeys.right(),
            new Vault.Settings(true, 1, 10),
            InstantSource.system(),
            new Random(1))) {
      var connections = new Connections(path, vault.pageKey());
      try (Connection writer = connections.writer();
          Connection reader = connections.reader()) {
        for (Connection one : List.of(writer, reader)) {
          assertThat(Connections.number(one, "PRAGMA secure_delete")).isOne();
          assertThat(Connections.number(one, "PRAGMA temp_store")).as("in memory").isEqualTo(2);
          assertThat(Connections.number(one, "PRAGMA foreign_keys")).isOne();
          assertThat(Connections.number(one, "PRAGMA synchronous")).as("full").isEqualTo(2);
        }
        assertThatThrownBy(() -> Connections.run(reader, "DELETE FROM memory"))
            .isInstanceOf(SQLException.class);
      }
    }
    assertThat(new Connections(path, Optional.empty()).encrypted()).isFalse();
  }
}
