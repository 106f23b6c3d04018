package dev.engram.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.config.EngramOptions;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("§10.13 An unknown id makes the vault do what a known one does")
class DecoyTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;
  private final Random random = Seed.random("DecoyTest");

  @Test
  @DisplayName("the same statement reads one row, whoever the id belongs to, if anybody")
  void theSameStatementReadsOneRow() {
    Path file = folder.resolve("v.engram");
    MemoryId known;
    try (MemoryGraph memory =
        MemoryGraph.open(file, TestKeys.right(), EngramOptions.defaults().withoutBackground())) {
      known = memory.remember(Turn.said("Ana", "I live in Porto."), REX).id();
      for (int i = 0; i < 50; i++) {
        memory.remember(Turn.said("Ben", "Ticket " + i + " of Heronbook is done."), REX);
      }
      memory.forget(known, REX);
    }
    var settings = new Vault.Settings(false, 2, 10);
    try (Vault vault = Vault.open(file, TestKeys.right(), settings, new HandClock(), random)) {
      assertThat(rows(vault, "memory m", Decoy.OF_MEMORY, known.uuid())).isOne();
      assertThat(found(vault, known)).isTrue();
      for (int i = 0; i < 500; i++) {
        MemoryId unknown = MemoryId.create(random.nextInt(1_000_000), random);
        assertThat(rows(vault, "memory m", Decoy.OF_MEMORY, unknown.uuid())).isOne();
        assertThat(found(vault, unknown)).isFalse();
        EntityId nobody = EntityId.create(random);
        assertThat(rows(vault, "entity e", Decoy.OF_ENTITY, nobody.uuid())).isOne();
        boolean somebody =
            vault.readers().read(reads -> EntityReads.byId(reads, nobody).isPresent());
        assertThat(somebody).isFalse();
      }
    }
  }

  private static boolean found(Vault vault, MemoryId id) {
    return vault.readers().read(reads -> MemoryReads.current(reads, id).isPresent());
  }

  private static int rows(Vault vault, String table, String condition, UUID id) {
    return vault
        .readers()
        .read(reads -> {
          PreparedStatement query =
              reads.prepare("SELECT count(*) FROM " + table + " " + condition);
          Decoy.bind(query, id);
          try (ResultSet found = query.executeQuery()) {
            return found.getInt(1);
          }
        });
  }
}
