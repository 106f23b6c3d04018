package dev.engram.bench.vectors.data;

import dev.engram.bench.vault.TemporaryVault;
import dev.engram.config.VaultKey;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.internal.vault.VaultVectors;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * A corpus in a real, encrypted vault, where indexes that hold codes only find the full vectors.
 * Thread-safe; on a thread other than {@link #onReader}'s each read hops to a reader's thread,
 * which the engine spares itself by searching there.
 */
public final class FullVectors implements VectorSource, AutoCloseable {
  private static final int READERS = 4;
  private static final int QUEUE = 4;
  private static final int BATCH = 2_000;

  private final TemporaryVault folder;
  private final Vault vault;
  private final long space;
  private final int dimension;
  private volatile Optional<Bound> bound = Optional.empty();

  private record Bound(Thread thread, VaultVectors vectors) {}

  private FullVectors(TemporaryVault folder, int dimension) {
    this.folder = folder;
    this.dimension = dimension;
    this.vault =
        Vault.open(
            folder.file(),
            VaultKey.raw(folder.key()),
            new Vault.Settings(true, READERS, QUEUE),
            InstantSource.system(),
            new SplittableRandom());
    this.space = vault.writer().write(tx -> EmbeddingTable.space(tx, "bench", dimension, "COSINE"));
  }

  /** Writes {@code size} vectors of the corpus into a new vault, under their numbers. */
  public static FullVectors of(Mixture corpus, int size) {
    var vectors = new FullVectors(TemporaryVault.create(), corpus.dimension());
    vectors.vault.writer().write(vectors::scope);
    for (int from = 0; from < size; from += BATCH) {
      int first = from;
      float[][] batch = corpus.vectors(first, Math.min(size, first + BATCH));
      vectors.vault.writer().write(tx -> vectors.write(tx, first, batch));
    }
    vectors.vault.settle();
    return vectors;
  }

  private int scope(Transaction tx) throws SQLException {
    return tx.prepare("INSERT INTO scope (id, canonical) VALUES (1, 'bench')").executeUpdate();
  }

  private int write(Transaction tx, int first, float[][] batch) throws SQLException {
    PreparedStatement memory =
        tx.prepare(
            """
            INSERT INTO memory (ordinal, id, version, kind, state, scope, category, text,
              content_key, learned, valid_from, importance, strength, tier, source, pending)
            VALUES (?, ?, 1, 'episode', 'active', 1, 'general', '', ?, 0, 0, 0.5, 1, 'short',
              'user', 0)
            """);
    for (int i = 0; i < batch.length; i++) {
      memory.setInt(1, first + i);
      memory.setBytes(2, id(first + i));
      memory.setLong(3, first + i);
      memory.executeUpdate();
      EmbeddingTable.put(tx, first + i, space, new float[][] {batch[i]});
    }
    return batch.length;
  }

  private static byte[] id(long number) {
    byte[] bytes = new byte[16];
    ByteBuffer.wrap(bytes).putLong(Long.BYTES, number);
    return bytes;
  }

  @Override
  public List<Optional<float[][]>> read(int[] ordinals) {
    Optional<Bound> here = bound;
    if (here.isPresent() && here.get().thread() == Thread.currentThread()) {
      return here.get().vectors().read(ordinals);
    }
    return vault.readers().read(reads -> EmbeddingTable.all(reads, ordinals, space, dimension));
  }

  /** Runs searches on a reader's thread, so that reads need no hop; one call at a time. */
  public <T> T onReader(Callable<T> searches) {
    return vault
        .readers()
        .read(reads -> {
          var here = new Bound(Thread.currentThread(), VaultVectors.of(reads, space, dimension));
          bound = Optional.of(here);
          try {
            return searches.call();
          } catch (RuntimeException | SQLException failed) {
            throw failed;
          } catch (Exception other) {
            throw new IllegalStateException(other);
          } finally {
            bound = Optional.empty();
          }
        });
  }

  /** Bytes of the vault's file. */
  public long fileBytes() {
    return vault.fileBytes();
  }

  @Override
  public void close() {
    vault.close();
    folder.close();
  }
}
