package dev.engram.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import dev.engram.TestKeys;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReaderPoolTest {
  @TempDir private Path folder;

  private Vault open() {
    return Vault.open(
        folder.resolve("v.engram"),
        TestKeys.right(),
        new Vault.Settings(true, 2, 10),
        new HandClock(),
        new Random(1));
  }

  private static Optional<String> setting(Vault vault, String name) {
    return vault
        .readers()
        .read(statements -> {
          var query = statements.prepare("SELECT value FROM setting WHERE name = ?");
          query.setString(1, name);
          try (var rows = query.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
          }
        });
  }

  private static boolean put(Vault vault, String value) {
    return vault
        .writer()
        .write(tx -> {
          SettingTable.put(tx, "tea", value);
          return true;
        });
  }

  @Test
  void readersAnswerFromTheLastCommitWhileTheWriterStandsInTheMiddleOfATransaction()
      throws Exception {
    try (var vault = open();
        var thread = Executors.newSingleThreadExecutor()) {
      assertThat(put(vault, "green")).isTrue();
      var inside = new CountDownLatch(1);
      var letGo = new CountDownLatch(1);
      Future<Boolean> write =
          thread.submit(() ->
              vault
                  .writer()
                  .write(tx -> {
                    SettingTable.put(tx, "tea", "black");
                    inside.countDown();
                    try {
                      letGo.await();
                    } catch (InterruptedException closing) {
                      Thread.currentThread().interrupt();
                    }
                    return true;
                  }));
      inside.await();
      for (int i = 0; i < 100; i++) {
        assertThat(setting(vault, "tea")).contains("green");
      }
      letGo.countDown();
      assertThat(write.get()).isTrue();
      assertThat(setting(vault, "tea")).contains("black");
    }
  }

  @Test
  void readsThatBelongTogetherSeeOneState() {
    try (var vault = open()) {
      assertThat(put(vault, "green")).isTrue();
      String seen =
          vault
              .readers()
              .read(statements ->
                  statements.consistently(reads -> {
                    String before = value(reads);
                    assertThat(put(vault, "black")).isTrue();
                    return before + " " + value(reads);
                  }));
      assertThat(seen).isEqualTo("green green");
      assertThat(setting(vault, "tea")).contains("black");
    }
  }

  private static String value(ReaderPool.Statements reads) throws java.sql.SQLException {
    try (var rows = reads.prepare("SELECT value FROM setting WHERE name = 'tea'").executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void aReaderCannotWrite() {
    try (var vault = open()) {
      var failure =
          org.assertj.core.api.Assertions.catchThrowable(() ->
              vault
                  .readers()
                  .read(statements -> statements.prepare("DELETE FROM setting").executeUpdate()));
      assertThat(failure).hasRootCauseInstanceOf(java.sql.SQLException.class);
      assertThat(put(vault, "green")).isTrue();
      assertThat(setting(vault, "tea")).contains("green");
    }
  }
}
