package dev.engram.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Seed;
import dev.engram.TestKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewriteTest {
  private static final int NAMES = 12_000;

  @TempDir private Path folder;

  private Path vault() {
    return folder.resolve("rex.engram");
  }

  private Vault open() {
    return Vault.open(
        vault(),
        TestKeys.right(),
        new Vault.Settings(true, 1, 10),
        InstantSource.system(),
        new Random(1));
  }

  private static String name(Random random, boolean planted) {
    return (char) ('a' + random.nextInt(26))
        + (planted ? "PLANTED" : "crate")
        + Long.toString(random.nextLong(), 36)
        + "p".repeat(random.nextInt(planted ? 300 : 600));
  }

  private int planted(byte[] key) {
    String bytes =
        new String(RawPages.all(vault(), key).get("rex.engram"), StandardCharsets.ISO_8859_1);
    return bytes.split("PLANTED", -1).length - 1;
  }

  @Test
  @DisplayName(
      "§10.6 pages keep copies of cells that moved, though deleted; written anew, none does")
  void pagesWrittenAnewHoldOnlyWhatIsThere() {
    Random random = Seed.random("RewriteTest");
    open().close();
    byte[] key = RawPages.pageKey(vault(), TestKeys.right());
    try (var vault = open()) {
      int made =
          vault
              .writer()
              .write(tx -> {
                tx.prepare("INSERT INTO scope VALUES (1, 'global')").executeUpdate();
                tx.prepare(
                        "INSERT INTO entity VALUES"
                            + " (1, zeroblob(16), 1, 'x', 'person', 0, 0, 0, NULL)")
                    .executeUpdate();
                var insert = tx.prepare("INSERT INTO alias VALUES (1, ?, 1, ?, 1)");
                for (int i = 0; i < NAMES; i++) {
                  insert.setString(1, name(random, i % 20 == 7));
                  insert.setString(2, "x");
                  insert.executeUpdate();
                }
                return tx.prepare("DELETE FROM alias WHERE normal LIKE '%PLANTED%'")
                    .executeUpdate();
              });
      assertThat(made).isEqualTo(NAMES / 20);
      vault.settle();
      assertThat(planted(key)).as("copies left in gaps of pages").isPositive();
      assertThat(vault.rewrite()).isTrue();
      assertThat(planted(key)).isZero();
    }
    assertThat(planted(key)).isZero();
  }
}
