package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is put around a vault so that others do not come upon it (spec §10.2). */
public final class Surroundings {
  /** Read by version control, media scanners, Spotlight. */
  private static final Map<String, String> MARKERS =
      Map.of(".gitignore", "*\n", ".nomedia", "", ".metadata_never_index", "");

  /** What a program of few settings would keep. */
  private static final Map<String, String> SETTINGS =
      Map.of("version", "1.0.0", "theme", "dark", "language", "en");

  private Surroundings() {}

  /**
   * Asks search tools to pass the vault's folder by, and hides the file where the platform has an
   * attribute for that. Markers that exist are left as they are.
   *
   * @throws VaultException {@code E1011} if the folder takes no files
   */
  public static void unlist(Path vault) {
    try {
      for (Map.Entry<String, String> marker : MARKERS.entrySet()) {
        Path file = vault.toAbsolutePath().resolveSibling(marker.getKey());
        if (!Files.exists(file)) {
          VaultFile.createPrivately(file);
          Files.writeString(file, marker.getValue());
        }
      }
      var attributes = Files.getFileAttributeView(vault, DosFileAttributeView.class);
      if (attributes != null && System.getProperty("os.name", "").startsWith("Windows")) {
        attributes.setHidden(true);
      } else if (System.getProperty("os.name", "").startsWith("Mac")) {
        hideOnMac(vault);
      }
    } catch (IOException refused) {
      throw new VaultException(
          ErrorCode.READ_ONLY_LOCATION,
          "the vault's folder takes no markers (" + refused.getClass().getSimpleName() + ")");
    }
  }

  /** How many markers {@link #unlist} puts beside a vault. */
  public static int markersKnown() {
    return MARKERS.size();
  }

  /** How many of them lie beside a vault. */
  public static int markers(Path vault) {
    return (int)
        MARKERS.keySet().stream()
            .filter(name -> Files.exists(vault.toAbsolutePath().resolveSibling(name)))
            .count();
  }

  /** Whether a file begins as a plain SQLite database does. */
  public static boolean isDecoy(Path file) {
    return new VaultFile(file).look() == VaultFile.Look.PLAIN_SQLITE;
  }

  /**
   * Files in a vault's folder that are named after it and are none of its own: backups and copies,
   * as far as their names tell.
   */
  public static List<Path> copies(Path vault) {
    String own = vault.getFileName().toString();
    String stem = own.contains(".") ? own.substring(0, own.lastIndexOf('.')) : own;
    Set<String> mine = Set.of(own, own + "-wal", own + "-shm", own + "-journal", own + ".lock");
    try (Stream<Path> files = Files.list(vault.toAbsolutePath().getParent())) {
      return files
          .filter(Files::isRegularFile)
          .filter(one -> one.getFileName().toString().startsWith(stem))
          .filter(one -> !mine.contains(one.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException unlisted) {
      return List.of();
    }
  }

  private static void hideOnMac(Path vault) throws IOException {
    Process hide = new ProcessBuilder("/usr/bin/chflags", "hidden", vault.toString()).start();
    try {
      if (!hide.waitFor(5, TimeUnit.SECONDS)) {
        hide.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      hide.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Puts a small database of settings where somebody might look for a vault, unless there is a file
   * already. It is plain, and holds nothing of anybody (spec §10.2.3).
   *
   * @throws VaultException {@code E1011} if it cannot be made
   */
  public static void decoy(Path decoy) {
    try {
      VaultFile.createPrivately(decoy);
    } catch (FileAlreadyExistsException there) {
      return;
    } catch (IOException refused) {
      throw noDecoy(refused);
    }
    var connections = new Connections(decoy.toAbsolutePath(), Optional.empty());
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + connections.address(new byte[0]))) {
      Connections.run(connection, "CREATE TABLE app_config (key TEXT PRIMARY KEY, value TEXT)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO app_config VALUES (?, ?)")) {
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
          insert.setString(1, setting.getKey());
          insert.setString(2, setting.getValue());
          insert.executeUpdate();
        }
      }
    } catch (SQLException refused) {
      throw noDecoy(refused);
    }
  }

  private static VaultException noDecoy(Exception refused) {
    return new VaultException(
        ErrorCode.READ_ONLY_LOCATION,
        "the decoy cannot be made (" + refused.getClass().getSimpleName() + ")");
  }
}
