package dev.engram.internal.vault;

import dev.engram.config.VaultKey;
import dev.engram.fault.EngramException;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.key.KeyHierarchy;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One open vault: the lock, the writer, the readers. Opening proves that the file is encrypted, or
 * fails; a failed open changes nothing.
 */
public final class Vault implements AutoCloseable {
  private final VaultFile file;
  private final VaultLock lock;
  private final DiskLook disk;
  private final Optional<KeyRing> ring;
  private final Optional<KeyHierarchy> keys;
  private final Optional<FieldSeal> fields;
  private final Connection writing;
  private final ReaderPool readers;
  private final RandomGenerator random;
  private final boolean recovered;
  private final boolean headIsOpaque;
  private final byte[] salt;
  private volatile Consumer<List<Change>> onCommit = changes -> {};
  private final Writer writer;
  private boolean closed;

  /**
   * How to open.
   *
   * @param create whether a missing vault is created
   * @param readers how many reader threads, 1 to 64
   * @param queueLength how many writes may wait, at least 1
   */
  public record Settings(boolean create, int readers, int queueLength) {}

  private Vault(
      VaultFile file,
      VaultLock lock,
      DiskLook disk,
      Optional<KeyRing> ring,
      byte[] salt,
      Settings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.file = file;
    this.lock = lock;
    this.disk = disk;
    this.ring = ring;
    this.salt = salt;
    this.random = random;
    this.recovered = file.crashed();
    this.headIsOpaque = file.headIsOpaque();
    var connections = new Connections(file.path(), ring.map(KeyRing::page));
    this.writing = VaultOpening.openWriting(connections, headIsOpaque, clock);
    this.keys = keys(ring, writing);
    this.fields = keys.map(all -> fields(all, writing));
    this.readers = readers(connections, settings.readers(), writing);
    this.writer = new Writer(writing, settings.queueLength(), changes -> onCommit.accept(changes));
  }

  /**
   * Opens or creates a vault. The key is taken over: it is closed with the vault, or at once when
   * opening fails.
   *
   * @throws VaultException with the code that says why; nothing was changed
   */
  public static Vault open(
      Path path, VaultKey key, Settings settings, InstantSource clock, RandomGenerator random) {
    try (key) {
      var file = new VaultFile(path);
      boolean plain = key instanceof VaultKey.InsecurePlaintext;
      if (!plain) {
        Connections.requireCipheringDriver();
      }
      boolean fresh = VaultOpening.requireOpenable(file, plain, settings.create());
      try (VaultKey ready = MasterKey.ready(key, fresh)) {
        if (fresh) {
          file.createFolder();
        } else {
          file.requireWritable();
        }
        var lock = VaultLock.take(file.path());
        try {
          return locked(file, lock, ready, KeyOrigin.of(key), settings, clock, random);
        } catch (RuntimeException failed) {
          lock.close();
          throw failed;
        }
      }
    }
  }

  private static Vault locked(
      VaultFile file,
      VaultLock lock,
      VaultKey source,
      KeyOrigin origin,
      Settings settings,
      InstantSource clock,
      RandomGenerator random) {
    boolean plain = source instanceof VaultKey.InsecurePlaintext;
    // Looked at again: another process may have made the vault before the lock was ours.
    boolean fresh = VaultOpening.requireOpenable(file, plain, settings.create());
    byte[] salt = fresh ? VaultOpening.newSalt() : file.salt();
    Optional<KeyRing> keys = VaultOpening.ring(source, origin, file, salt, fresh);
    try {
      if (fresh) {
        VaultFile draft = file.draft();
        VaultOpening.writeFirstPage(new Connections(draft.path(), keys.map(KeyRing::page)), salt);
        file.adopt(draft);
      }
      var disk = DiskLook.open(file.path());
      try {
        return new Vault(file, lock, disk, keys, salt, settings, clock, random);
      } catch (RuntimeException failed) {
        disk.close();
        throw failed;
      }
    } catch (RuntimeException failed) {
      keys.ifPresent(KeyRing::close);
      throw failed;
    }
  }

  private static FieldSeal fields(KeyHierarchy keys, Connection writing) {
    String id =
        Connections.text(writing, "SELECT value FROM setting WHERE name = 'vault'").orElseThrow();
    return new FieldSeal(keys, id, new SecureRandom());
  }

  private static Optional<KeyHierarchy> keys(Optional<KeyRing> ring, Connection writing) {
    try {
      return ring.map(master -> RootKey.open(writing, master));
    } catch (RuntimeException failed) {
      closeQuietly(writing);
      throw failed;
    }
  }

  private static ReaderPool readers(Connections connections, int size, Connection writing) {
    try {
      return new ReaderPool(connections::reader, size);
    } catch (RuntimeException failed) {
      closeQuietly(writing);
      throw failed;
    }
  }

  /** Lets one listener see every committed change, in order, on the writer's thread. */
  public void onCommit(Consumer<List<Change>> listener) {
    this.onCommit = listener;
  }

  /** The writer's statements, for reading on the writer's thread between transactions. */
  public Transaction readingOnWriter() {
    return writer.statements();
  }

  /** The one writer. */
  public Writer writer() {
    return writer;
  }

  /** The readers. */
  public ReaderPool readers() {
    return readers;
  }

  /** Whether the last user of the vault crashed; SQLite has replayed its log. */
  public boolean recovered() {
    return recovered;
  }

  /** Whether pages are encrypted at rest. */
  public boolean encrypted() {
    return ring.isPresent();
  }

  /** The key of its pages; none for a vault that is not encrypted. Lent, not given. */
  Optional<SecretBytes> pageKey() {
    return ring.map(KeyRing::page);
  }

  /** The keys of all but its pages; none for a vault that is not encrypted. Lent, not given. */
  public Optional<KeyHierarchy> keys() {
    return keys;
  }

  /** Keys the audit; empty for a vault that is not encrypted. Lent, not given. */
  public Optional<SecretBytes> auditKey() {
    return keys.map(KeyHierarchy::audit);
  }

  /** What seals columns beyond the pages; nothing in a vault without a key. */
  public Optional<FieldSeal> fields() {
    return fields;
  }

  /** Why writes fail, once the writer is broken. */
  public Optional<EngramException> broken() {
    return writer.broken();
  }

  /**
   * Copies the vault as it is now to a new file that the same key opens.
   *
   * @throws VaultException {@code E1012} if the vault is not encrypted, {@code E1011} if nothing
   *     can be written there
   */
  public void backup(Path target) {
    KeyRing keys =
        ring.orElseThrow(() -> Connections.unproven("a vault without a key has no encrypted copy"));
    var source = new Connections(file.path(), Optional.of(keys.page()));
    ReaderPool.await(
        readers.start(() -> {
          new Backup(source, keys, salt, random).write(target);
          return true;
        }));
  }

  /** The vault file's size in bytes, without its write-ahead log. */
  public long fileBytes() {
    try {
      return Files.size(file.path());
    } catch (IOException gone) {
      return 0;
    }
  }

  /** The vault's schema version. */
  public int schemaVersion() {
    return Migrations.NEWEST;
  }

  /** Whether the head of the file, as it was opened, shows none of SQLite's structure. */
  public boolean headIsOpaque() {
    return headIsOpaque;
  }

  /** How the vault stands, as far as it shows without its content. */
  public VaultStanding standing() {
    return new VaultStanding(file, disk, ring, keys, fields, readers, recovered);
  }

  /** Where the vault lies. */
  public Path path() {
    return file.path();
  }

  /**
   * Gives free pages back, hides the size, folds the log into the file and neutralises its times.
   */
  public void settle() {
    writer.upkeep(transaction -> {
      settleOnWriter();
      return true;
    });
  }

  private void settleOnWriter() throws SQLException {
    Padding.renew(writing, random);
    Connections.text(writing, "PRAGMA wal_checkpoint(TRUNCATE)");
    file.neutralizeTimes();
  }

  /**
   * Writes every page of the file anew, so that none keeps what was deleted: SQLite zeroes what it
   * frees, but leaves copies of cells that it moved in the gaps of pages. Then settles the file.
   * Takes as much RAM as the file is large, twice that up to 256 MB, and some seconds for 100 MB,
   * for each page is deciphered and enciphered twice; reads go on.
   *
   * @return whether the log was cut to nothing; not while a reader needs it
   */
  public boolean rewrite() {
    return writer.upkeep(transaction -> {
      Padding.drop(writing); // or it would be written anew only to be moved out of the way
      Connections.writeAnew(writing);
      Padding.renew(writing, random);
      boolean cut =
          Connections.text(writing, "PRAGMA wal_checkpoint(TRUNCATE)").orElse("1").equals("0");
      file.neutralizeTimes();
      return cut;
    });
  }

  /** Finishes waiting writes, settles the file and lets everything go; idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    writer.close();
    readers.close();
    try {
      if (writer.broken().isEmpty()) {
        settleOnWriter();
      }
    } catch (SQLException | EngramException unsettled) {
      // A full disk may leave the size unpadded; every acknowledged write is in the log or the
      // file.
    } finally {
      closeQuietly(writing);
      disk.close();
      file.neutralizeTimes();
      fields.ifPresent(FieldSeal::close);
      keys.ifPresent(KeyHierarchy::close);
      ring.ifPresent(KeyRing::close);
      lock.close();
    }
  }

  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // nothing can be done, nothing is lost: commits are durable
    }
  }
}
