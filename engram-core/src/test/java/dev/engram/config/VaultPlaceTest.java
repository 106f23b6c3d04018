package dev.engram.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.fault.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultPlaceTest {
  private static final Path HOME = Path.of("/home/ana");

  private static Path place(String system, Map<String, String> environment) {
    return VaultPlace.of("notes", system, HOME, environment);
  }

  @Test
  @DisplayName("§10.2.1: each platform has its folder")
  void eachPlatformHasItsFolder() {
    assertThat(place("Linux", Map.of()))
        .isEqualTo(HOME.resolve(".local/share/notes/.vault/engram.db"));
    assertThat(place("Linux", Map.of("XDG_DATA_HOME", "/data")))
        .isEqualTo(Path.of("/data/notes/.vault/engram.db"));
    assertThat(place("Linux", Map.of("XDG_DATA_HOME", "data")))
        .isEqualTo(HOME.resolve(".local/share/notes/.vault/engram.db"));
    assertThat(place("Mac OS X", Map.of("XDG_DATA_HOME", "/data")))
        .isEqualTo(HOME.resolve("Library/Application Support/notes/.vault/engram.db"));
    assertThat(place("Windows 11", Map.of("LOCALAPPDATA", "/local")))
        .isEqualTo(Path.of("/local/notes/.vault/engram.db"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a\\b", "ä", "notes and more"})
  void whatIsNoFileNameEverywhereIsRefused(String program) {
    assertThatThrownBy(() -> VaultPlace.of(program, "Linux", HOME, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("place.program");
  }
}
