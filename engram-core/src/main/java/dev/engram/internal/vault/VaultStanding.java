package dev.engram.internal.vault;

import dev.engram.internal.crypto.key.KeyHierarchy;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an open vault stands: its file as it lies on the disk, its keys, its connections' settings.
 * Everything is measured when it is asked for. No content, no paths.
 */
public final class VaultStanding {
  private static final List<String> SETTINGS =
      List.of(
          "PRAGMA cipher",
          "PRAGMA journal_mode",
          "PRAGMA synchronous",
          "PRAGMA secure_delete",
          "PRAGMA temp_store",
          "PRAGMA auto_vacuum",
          "PRAGMA foreign_keys");

  private final VaultFile file;
  private final DiskLook disk;
  private final Optional<KeyRing> ring;
  private final Optional<KeyHierarchy> keys;
  private final Optional<FieldSeal> fields;
  private final ReaderPool readers;
  private final boolean crashed;

  VaultStanding(
      VaultFile file,
      DiskLook disk,
      Optional<KeyRing> ring,
      Optional<KeyHierarchy> keys,
      Optional<FieldSeal> fields,
      ReaderPool readers,
      boolean crashed) {
    this.file = file;
    this.disk = disk;
    this.ring = ring;
    this.keys = keys;
    this.fields = fields;
    this.readers = readers;
    this.crashed = crashed;
  }

  /**
   * The file's bytes.
   *
   * @param structure whether the first page shows SQLite's header or structure
   * @param firstChiSquare of the first page's bytes over 256 values; random ones have 255 ± 23
   * @param chiSquare the same of all pages that were looked at
   * @param entropy of these, in bits a byte
   * @param pages how many were looked at
   * @param bytes the file's size
   */
  public record Disk(
      boolean structure,
      double firstChiSquare,
      double chiSquare,
      double entropy,
      int pages,
      long bytes) {
    /** Whether the bytes cannot be told from random ones. */
    public boolean opaque() {
      return !structure
          && pages > 0
          && firstChiSquare < VaultFile.RANDOM_CHI_SQUARE
          && chiSquare < VaultFile.RANDOM_CHI_SQUARE;
    }
  }

  /**
   * The file as the last close left it.
   *
   * @param bytes its size
   * @param fresh whether it was made by this opening
   * @param crashed whether the last user of the vault died
   * @param stepped whether its size was a whole number of steps
   * @param neutral whether its time of change was the neutral day
   */
  public record Found(
      long bytes, boolean fresh, boolean crashed, boolean stepped, boolean neutral) {}

  /** The file's bytes, now. */
  public Disk disk() {
    return disk.now();
  }

  /** The file as it was found. */
  public Found found() {
    long bytes = disk.bytesFound();
    return new Found(
        bytes,
        bytes < Padding.STEP_BYTES && !crashed,
        crashed,
        bytes % Padding.STEP_BYTES == 0,
        VaultFile.isNeutral(disk.modifiedFound()));
  }

  /** Where the key came from. */
  public KeyOrigin origin() {
    return ring.map(KeyRing::origin)
        .orElseGet(() -> new KeyOrigin(KeyOrigin.Source.NONE, Optional.empty()));
  }

  /** Whether pages have a key of their own, apart from the master key. */
  public boolean pageKeyIsItsOwn() {
    return ring.map(KeyRing::pageKeyIsItsOwn).orElse(false);
  }

  /** Every key that is held; lent, not given. */
  public List<SecretBytes> secrets() {
    var all = new ArrayList<SecretBytes>();
    ring.ifPresent(held -> all.addAll(held.secrets()));
    keys.ifPresent(held -> all.addAll(held.all()));
    fields.ifPresent(held -> all.addAll(held.secrets()));
    return all;
  }

  /** Whether no two of the keys that grow from the root key, nor the page key, are alike. */
  public boolean keysDiffer() {
    var all = new ArrayList<SecretBytes>();
    ring.ifPresent(held -> all.add(held.page()));
    keys.ifPresent(held -> all.addAll(held.all()));
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (all.get(i).sameAs(all.get(j))) {
          return false;
        }
      }
    }
    return !all.isEmpty();
  }

  /** How SQLite is set, as a reader's connection says: a pragma's name and its value. */
  public Map<String, String> settings() {
    return readers.read(reads -> {
      var values = new LinkedHashMap<String, String>();
      for (String pragma : SETTINGS) {
        try (ResultSet rows = reads.prepare(pragma).executeQuery()) {
          values.put(
              pragma.substring("PRAGMA ".length()), rows.next() ? rows.getString(1) : "none");
        }
      }
      return values;
    });
  }

  /** Bytes of the write-ahead log beside the file. */
  public long logBytes() {
    try {
      return Files.size(beside("-wal"));
    } catch (IOException none) {
      return 0;
    }
  }

  /** The modes of the vault's files and folder, as {@code ls} shows them; empty on Windows. */
  public Map<String, String> modes() {
    var modes = new LinkedHashMap<String, String>();
    put(modes, "file", file.path());
    put(modes, "log", beside("-wal"));
    put(modes, "shared memory", beside("-shm"));
    put(modes, "lock", beside(".lock"));
    Optional.ofNullable(file.path().getParent()).ifPresent(folder -> put(modes, "folder", folder));
    return modes;
  }

  private static void put(Map<String, String> modes, String name, Path path) {
    try {
      modes.put(name, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    } catch (IOException | UnsupportedOperationException none) {
      // no such file, or no modes here
    }
  }

  private Path beside(String ending) {
    return file.path().resolveSibling(file.path().getFileName() + ending);
  }

  /** Where the vault lies. */
  public Whereabouts whereabouts() {
    return Whereabouts.of(file.path());
  }
}
