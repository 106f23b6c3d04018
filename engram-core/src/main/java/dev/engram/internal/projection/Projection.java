package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.MemoryRow;
import java.util.Map;
import java.util.Optional;

/**
 * An index derived from the vault. All methods but the searches that an implementation adds are
 * called on the writer's thread.
 */
public interface Projection extends AutoCloseable {
  /** Names it in the vault, for ever. */
  String name();

  /** What a saved image must match to be loaded: format, analyzer, space. */
  String format();

  /**
   * Takes in the present state of a row: an active one is put, any other removed. Doing it twice
   * changes nothing.
   *
   * @param vectors shape {@code [parts][dimension]}, if the row has any in the current space
   */
  void apply(MemoryRow row, Optional<float[][]> vectors);

  /** Lets searches see what was applied. */
  void publish();

  /** Everything needed to load it again. */
  IndexImage image();

  /** Replaces the content by a saved image; throws when it is damaged, leaving the index empty. */
  void load(Map<String, byte[]> files);

  /** Empties it. */
  void clear();

  /**
   * A number that depends on what is held and on nothing else: equal contents, however they came
   * about, give the same. Cost: reads everything.
   */
  long fingerprint();

  /** Bytes held in memory. */
  long ramBytes();

  @Override
  void close();
}
