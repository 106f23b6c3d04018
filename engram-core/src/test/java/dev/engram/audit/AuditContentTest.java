package dev.engram.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.config.AuditOptions;
import dev.engram.internal.vault.AuditTable;
import dev.engram.internal.vault.AuditTable.Row;
import dev.engram.internal.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No word of a text, a question, a name, an agent or a scope is in the audit (spec §10.12.2). */
@DisplayName("§10.12.2, §34.12 I13 The audit holds no content")
class AuditContentTest {
  @TempDir private Path folder;

  @Test
  void noCanaryIsInTheChainTheRingOrAnythingThatASinkIsTold() {
    Path path = folder.resolve("rex.engram");
    var told = new StringBuilder();
    try (var memory =
        AuditWorld.open(
            path, AuditOptions.defaults().requiring(entry -> told.append(entry).append('\n')))) {
      new AuditWorld(Seed.random("AuditContentTest")).use(memory, 300);
      told.append(memory.audit().recent(2_000)).append(memory.audit().entries(2_000));
      told.append(memory.audit().head()).append(memory.health()).append(memory.doctor());
    }
    assertThat(told.toString().toLowerCase(Locale.ROOT))
        .contains("recalled", "access_denied")
        .doesNotContain(AuditWorld.CANARY, "hunter", "bob", "town");
    try (Vault vault = AuditWorld.raw(path, TestKeys.right())) {
      List<Row> rows = vault.readers().read(reads -> AuditTable.after(reads, 0, 100_000));
      assertThat(rows).hasSizeGreaterThan(250);
      for (Row row : rows) {
        String all =
            row.event()
                + row.detail()
                + row.storage()
                + text(row.commitments())
                + text(row.references().orElse(new byte[0]))
                + text(row.mac());
        assertThat(all.toLowerCase(Locale.ROOT)).doesNotContain(AuditWorld.CANARY, "hunter");
        assertThat(row.detail()).matches("[a-zE0-9_= -]*");
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
