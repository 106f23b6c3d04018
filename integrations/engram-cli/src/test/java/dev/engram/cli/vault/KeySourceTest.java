package dev.engram.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.host.Host;
import dev.engram.cli.host.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeySourceTest {
  private static KeySource found(
      Map<String, String> environment, Optional<Path> file, Optional<String> account) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    var host =
        new Host(
            environment,
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Terminal.none(),
            question -> Optional.of("typed".toCharArray()),
            (choice, soon) -> Optional.empty(),
            Clock.systemUTC());
    return KeySource.find(host, file, account, false);
  }

  private static KeySource found(Map<String, String> environment) {
    return found(environment, Optional.empty(), Optional.empty());
  }

  @Test
  void whatIsNamedGoesBeforeTheEnvironment() {
    var all =
        Map.of("ENGRAM_KEY_FILE", "key", "ENGRAM_KEYCHAIN", "rex", "ENGRAM_PASSPHRASE", "sesame");
    assertThat(found(all, Optional.empty(), Optional.of("max")))
        .isEqualTo(new KeySource.InKeychain("max"));
    assertThat(found(all, Optional.of(Path.of("named")), Optional.empty()))
        .isEqualTo(new KeySource.InFile(Path.of("named")));
  }

  @Test
  void theEnvironmentIsAskedForAFileThenTheKeychainThenWords() {
    assertThat(found(Map.of("ENGRAM_KEY_FILE", "key", "ENGRAM_KEYCHAIN", "rex")))
        .isEqualTo(new KeySource.InFile(Path.of("key")));
    assertThat(found(Map.of("ENGRAM_KEYCHAIN", "rex", "ENGRAM_PASSPHRASE", "sesame")))
        .isEqualTo(new KeySource.InKeychain("rex"));
    try (var words = found(Map.of("ENGRAM_PASSPHRASE", "sesame"))) {
      assertThat(words).isInstanceOf(KeySource.Words.class);
    }
    try (var asked = found(Map.of())) {
      assertThat(asked).isInstanceOf(KeySource.Words.class);
    }
  }
}
