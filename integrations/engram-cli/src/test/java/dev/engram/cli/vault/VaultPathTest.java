package dev.engram.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VaultPathTest {
  private static final Path HOME = Path.of("/home/ana");

  @Test
  void eachPlatformHasItsFolder() {
    assertThat(VaultPath.usual("Linux", HOME, Map.of()))
        .isEqualTo(HOME.resolve(".local/share/engram/.vault/engram.db"));
    assertThat(VaultPath.usual("Linux", HOME, Map.of("XDG_DATA_HOME", "/data")))
        .isEqualTo(Path.of("/data/engram/.vault/engram.db"));
    assertThat(VaultPath.usual("Linux", HOME, Map.of("XDG_DATA_HOME", "data")))
        .isEqualTo(HOME.resolve(".local/share/engram/.vault/engram.db"));
    assertThat(VaultPath.usual("Mac OS X", HOME, Map.of("XDG_DATA_HOME", "/data")))
        .isEqualTo(HOME.resolve("Library/Application Support/dev.engram.Engram/.vault/engram.db"));
    assertThat(VaultPath.usual("Windows 11", HOME, Map.of("LOCALAPPDATA", "/local")))
        .isEqualTo(Path.of("/local/Engram/.vault/engram.db"));
  }
}
