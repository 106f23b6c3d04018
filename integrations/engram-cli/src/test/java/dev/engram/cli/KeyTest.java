package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyTest {
  @TempDir private Path folder;

  @Test
  void aKeyIsMadeAndAVaultMovesToIt() {
    var cli = Cli.in(folder);
    assertThat(cli.on("remember", "I moved to Porto").code()).isZero();
    Path next = folder.resolve("next.key");
    assertThat(cli.on("key", "new", next.toString()).out()).contains("next.key");
    assertThat(Files.exists(next)).isTrue();
    Outcome again = cli.on("key", "new", next.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("E1011");
    Outcome changed = cli.on("key", "change", "--new-key-file", next.toString());
    assertThat(changed.err()).isEmpty();
    assertThat(changed.out()).contains("another key");
    assertThat(cli.on("recall", "Porto").err()).contains("E1008");
    cli.with("ENGRAM_KEY_FILE", next.toString());
    assertThat(cli.on("recall", "Porto").out()).contains("I moved to Porto");
  }
}
