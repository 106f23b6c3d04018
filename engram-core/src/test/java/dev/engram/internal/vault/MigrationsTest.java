package dev.engram.internal.vault;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.TestKeys;
import dev.engram.VaultBytes;
import dev.engram.fault.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;

  private Vault open() {
    return Vault.open(
        folder.resolve("v.engram"),
        TestKeys.right(),
        new Vault.Settings(true, 1, 10),
        InstantSource.fixed(NOW),
        new Random(1));
  }

  private static long number(Connection connection, String sql) {
    return Connections.number(connection, sql);
  }

  @Test
  void anEmptyDatabaseComesToTheNewestSchemaAndASecondRunChangesNothing() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      assertThat(Migrations.version(memory)).isZero();
      assertThat(Migrations.apply(memory, NOW)).isZero();
      assertThat(Migrations.version(memory)).isEqualTo(Migrations.NEWEST);
      long tables = number(memory, "SELECT count(*) FROM sqlite_schema");
      assertThat(Migrations.apply(memory, NOW.plusSeconds(1))).isEqualTo(Migrations.NEWEST);
      assertThat(number(memory, "SELECT count(*) FROM sqlite_schema")).isEqualTo(tables);
      assertThat(number(memory, "SELECT applied FROM schema_version WHERE version = 1"))
          .isEqualTo(Micros.of(NOW));
    }
  }

  @Test
  void aMigrationThatFailsLeavesTheVersionBeforeAndRunsWhenTheCauseIsGone() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Connections.run(memory, "CREATE TABLE padding (in_the_way INTEGER)");
      failing(ErrorCode.MIGRATION_FAILED, () -> Migrations.apply(memory, NOW));
      assertThat(Migrations.version(memory)).isZero();
      assertThat(number(memory, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"))
          .isEqualTo(1);
      Connections.run(memory, "DROP TABLE padding");
      assertThat(Migrations.apply(memory, NOW)).isZero();
      assertThat(Migrations.version(memory)).isEqualTo(Migrations.NEWEST);
    }
  }

  @Test
  void aVaultOfANewerSchemaIsRefusedAndLeftAsItIs() {
    try (var vault = open()) {
      Boolean raised =
          vault
              .writer()
              .write(tx ->
                  tx.prepare("INSERT INTO schema_version VALUES (99, 0)").executeUpdate() == 1);
      assertThat(raised).isTrue();
    }
    var before = VaultBytes.hashes(folder);
    assertThat(failing(ErrorCode.VAULT_NEWER, this::open))
        .hasMessageContaining("schema 99; this Engram knows up to " + Migrations.NEWEST);
    assertThat(VaultBytes.hashes(folder)).isEqualTo(before);
  }

  @Test
  void everyReferenceBetweenTablesIsEnforced() {
    try (var vault = open()) {
      failing(
          ErrorCode.WRITE_FAILED,
          () -> {
            int ignored =
                vault
                    .writer()
                    .write(tx ->
                        tx.prepare("INSERT INTO fact VALUES (77, 'a', 'b', 'c', 1)")
                            .executeUpdate());
            assertThat(ignored).isZero();
          });
    }
  }
}
