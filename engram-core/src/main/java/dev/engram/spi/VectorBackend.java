package dev.engram.spi;

import java.util.List;

/**
 * A vector store outside of Engram that proposes what is near a question (spec §36.1).
 *
 * <p>It is asked, never believed: Engram checks every id that comes back, scores it by its own
 * index, and answers by that index alone when the store is away, late, wrong or behind. So a store
 * can make search faster, and at worst leave something out. It sees vectors and ids: never a text,
 * a name, a scope or a time. Ids are opaque; nothing but equality may be concluded from them. A
 * store belongs to one vault.
 *
 * <p>Order of calls: {@link #begin} first, and again whenever Engram wants to start from nothing;
 * {@link #put} and {@link #remove} in any number, one call at a time; {@link #search} at any time
 * after the first {@code begin}, from several threads, also while a put is going on. Each of these
 * may be called again with the same arguments, and then changes nothing.
 *
 * <p>Thread-safety: as above. Calls run on virtual threads of Engram's own, which are interrupted
 * when their time is over; a call that does not heed it is left behind, and counts. Cost: {@code
 * search} should take less than some ten milliseconds, since a recall waits for it.
 *
 * <p>Failure: {@link BackendException}; anything else that is thrown counts as {@link
 * BackendFailedException}.
 */
public interface VectorBackend extends AutoCloseable {
  /**
   * Names it in options, traces and audits; constant.
   *
   * @return 1 to 32 of {@code a} to {@code z}, {@code 0} to {@code 9} and {@code -}
   */
  String name();

  /** What it can do; constant. */
  BackendCapabilities capabilities();

  /**
   * Makes ready for vectors of a space, empty: what was held before is dropped.
   *
   * @throws BackendUnavailableException if the store cannot be reached now
   * @throws BackendFailedException if it cannot hold such vectors
   */
  void begin(BackendSpace space);

  /**
   * Stores vectors, in place of all that their ids had. When it returns, searches that begin
   * afterwards find them.
   *
   * @param entries distinct ids, at most {@link BackendCapabilities#batch} of them
   * @throws BackendUnavailableException if the store cannot be reached now; some may be stored
   * @throws BackendFailedException if the store does not take them; some may be stored
   */
  void put(List<BackendEntry> entries);

  /**
   * Removes ids; unknown ones are ignored.
   *
   * @param ids distinct, at most {@link BackendCapabilities#batch} of them; not changed
   * @throws BackendUnavailableException if the store cannot be reached now
   * @throws BackendFailedException if the store does not do it
   */
  void remove(int[] ids);

  /**
   * The nearest of the allowed ids, by the best of each one's vectors.
   *
   * @return distinct ids, none that is not allowed, at most as many as asked for, scores not
   *     increasing; fewer than asked for only if there are no more
   * @throws BackendUnavailableException if the store cannot be reached now
   * @throws BackendFailedException if it does not answer with ids and scores
   */
  List<BackendHit> search(BackendQuery query);

  /**
   * How many vectors are held, counting each one of an id.
   *
   * @throws BackendUnavailableException if the store cannot be reached now
   * @throws BackendFailedException if it does not answer with a number
   */
  long count();

  /** Frees what is held in this process; what is stored may stay. Idempotent. */
  @Override
  void close();
}
