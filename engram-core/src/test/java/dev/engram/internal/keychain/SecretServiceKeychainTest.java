package dev.engram.internal.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.engram.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Talks to a real GNOME Keyring: each child process runs in a message bus and a home folder of its
 * own, with no display, so that nobody can be asked for a password.
 */
@EnabledOnOs(OS.LINUX)
@DisplayName("§10.11 The keychain of a Linux desktop, a real one")
class SecretServiceKeychainTest {
  private static final String UNLOCKED =
      "printf test-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null;"
          + " exec \"$@\"";
  private static final String AS_IT_IS = "exec \"$@\"";

  @TempDir private Path home;

  @BeforeEach
  void needARealKeyring() throws IOException {
    for (String program : List.of("dbus-run-session", "gnome-keyring-daemon")) {
      assumeTrue(
          Files.isExecutable(Path.of("/usr/bin", program)),
          program + " is not installed (apt-get install dbus gnome-keyring libsecret-1-0)");
    }
    assumeTrue(
        libraryIsThere(), "libsecret-1.so.0 is not installed (apt-get install libsecret-1-0)");
    Files.createDirectory(
        home.resolve("run"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static boolean libraryIsThere() throws IOException {
    for (String folder : List.of("/usr/lib", "/usr/lib64", "/lib")) {
      try (var files =
          Files.find(Path.of(folder), 2, (path, attributes) -> path.endsWith("libsecret-1.so.0"))) {
        if (files.findAny().isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Runs the commands in a session that begins as the shell script says. */
  private List<String> session(String script, String... commands) throws Exception {
    var command = new ArrayList<>(List.of("dbus-run-session", "--", "sh", "-c", script, "sh"));
    command.addAll(child(commands));
    return lines(command);
  }

  private static List<String> child(String... commands) {
    return ChildProcess.command(
        KeychainSession.class, System.getProperty("java.class.path"), List.of(commands));
  }

  private List<String> lines(List<String> command) throws Exception {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    var environment = builder.environment();
    environment.put("HOME", home.toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + home.resolve("no-bus"));
    environment.remove("DISPLAY");
    environment.remove("WAYLAND_DISPLAY");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed.lines().toList();
  }

  @Test
  void secretsAreKeptReplacedToldApartAndRemoved() throws Exception {
    assertThat(
            session(
                UNLOCKED,
                "read=one",
                "write=one=00ff10",
                "read=one",
                "read=two",
                "write=one=" + "ab".repeat(2048),
                "read=one",
                "remove=one",
                "remove=one",
                "read=one"))
        .containsExactly(
            "none",
            "written",
            "00ff10",
            "none",
            "written",
            "ab".repeat(2048),
            "removed",
            "removed",
            "none");
  }

  /** Spec §10.11: the key outlives the session, and without it nothing is opened or made. */
  @Test
  void aVaultOpensInEverySessionWhoseKeyringIsUnlockedAndInNoOther() throws Exception {
    String vault = "vault=" + home.resolve("rex.engram");
    assertThat(session(UNLOCKED, vault, vault)).containsExactly("opened 1", "opened 1");
    assertThat(session(UNLOCKED, vault)).containsExactly("opened 1");
    byte[] before = Files.readAllBytes(home.resolve("rex.engram"));

    var locked = session(AS_IT_IS, "read=vault", "remove=vault", vault);
    assertThat(locked.subList(0, 2))
        .containsExactly("KeychainLockedException", "KeychainLockedException");
    assertThat(locked.get(2)).startsWith("E1001").contains("unlock it");

    var gone = lines(child("read=vault", vault));
    assertThat(gone.getFirst()).isEqualTo("KeychainGoneException");
    assertThat(gone.get(1)).startsWith("E1001").contains("install or start it");

    var emptied = session(UNLOCKED, "remove=vault", vault, "read=vault");
    assertThat(emptied.getFirst()).isEqualTo("removed");
    assertThat(emptied.get(1)).startsWith("E1001").contains("no new key is made");
    assertThat(emptied.get(2)).isEqualTo("none");
    assertThat(Files.readAllBytes(home.resolve("rex.engram"))).isEqualTo(before);
  }

  @Test
  void theKeyLiesInTheKeyringEncrypted() throws Exception {
    assertThat(session(UNLOCKED, "write=one=" + "c0ffee11".repeat(8))).containsExactly("written");
    byte[] key = HexFormat.of().parseHex("c0ffee11".repeat(8));
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
      }
    }
  }
}
