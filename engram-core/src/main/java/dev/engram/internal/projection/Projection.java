package dev.engram.internal.projection;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.MemoryRow;
import java.util.Map;
import java.util.Set;

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
   * What it needs to know besides the row. One that reads mentions or edges is told when they
   * change, others are not.
   */
  default Set<Attached.Part> reads() {
    return Set.of();
  }

  /**
   * Whether it depends on a row's vectors, or on whether it has any; others are not told of them.
   */
  default boolean knowsVectors() {
    return reads().contains(Attached.Part.VECTORS);
  }

  /**
   * Takes in the present state of a row: an active one is put, any other removed. Doing it twice
   * changes nothing.
   *
   * @param attached what hangs on the row: of that, at least what {@link #reads} names
   */
  void apply(MemoryRow row, Attached attached);

  /**
   * A row that was taken in as forgotten is no more, nor is anything that hung on it. What goes
   * with it, all versions of its memory, is told of as well.
   */
  default void gone(int ordinal) {}

  /**
   * Sees to it that nothing of rows that do not answer any more is in any {@link #image} from now
   * on. Most write images from what they hold, and have nothing to do.
   */
  default void wipe() {}

  /** Lets searches see what was applied. */
  void publish();

  /** Everything needed to load it again. */
  IndexImage image();

  /** Replaces the content by a saved image; throws when it is damaged, leaving the index empty. */
  void load(Map<String, byte[]> files);

  /** Empties it. */
  void clear();

  /** Whether another answers in full for what it does not hold yet. */
  default boolean covered() {
    return false;
  }

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
