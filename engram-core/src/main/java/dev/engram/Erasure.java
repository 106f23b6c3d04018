package dev.engram;

import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.lifecycle.Erasures;
import dev.engram.memory.ErasureReport;
import dev.engram.memory.MemoryId;
import dev.engram.memory.PersonRef;
import dev.engram.scope.Principal;
import java.util.List;

/**
 * What takes memories out of a vault for good, and what brings forgotten ones back.
 *
 * <p>After an erasure, nothing of what was erased is in any table, index, page, free page or log of
 * the vault: words, vectors, facts that only it spoke for, names that only it used. Copies of the
 * file elsewhere, and what the disk itself keeps of overwritten blocks, are out of reach; the guide
 * to erasure says what is guaranteed and what is not.
 *
 * <p>Thread-safe. An erasure writes the whole file anew, however little is erased: a second or two
 * for 10,000 memories with vectors (27 MB), ten times that for 100,000, in which writes wait and
 * recall goes on. So erase many at once: it is written once a call. A crash in the middle is made
 * good at the next opening.
 */
public final class Erasure {
  /** The most memories that one call erases. */
  public static final int MAX_BATCH = 10_000;

  private final Erasures erasures;

  Erasure(Erasures erasures) {
    this.erasures = erasures;
  }

  /**
   * Erases a memory with all its versions, forgotten or not.
   *
   * @throws AccessException {@code E2005} if it is not visible, {@code E4001} if it may not be
   *     changed
   */
  public ErasureReport erase(MemoryId id, Principal principal) {
    return erase(List.of(id), principal);
  }

  /**
   * Erases several memories: all of them or, if one may not be, none.
   *
   * @param ids 1 to 10,000
   * @throws AccessException {@code E2005} if one is not visible, {@code E4001} if one may not be
   *     changed
   * @throws InvalidInputException {@code E4005} if there are none or too many
   */
  public ErasureReport erase(List<MemoryId> ids, Principal principal) {
    return erasures.erase(bounded(ids), principal);
  }

  /**
   * Tells exactly what {@link #erase(List, Principal)} would take, and leaves the vault as it is.
   */
  public ErasureReport rehearse(List<MemoryId> ids, Principal principal) {
    return erasures.rehearse(bounded(ids), principal);
  }

  /**
   * Erases everything of a person that the principal may change, and references to it in the audit,
   * whose chain stays whole. Across scopes only for an administrator.
   *
   * @throws AccessException {@code E2006} if the entity is not visible, {@code E4001} if the scope
   *     may not be changed
   */
  public ErasureReport purge(PersonRef person, Principal principal) {
    return erasures.purge(person, principal);
  }

  /** Tells exactly what {@link #purge} would take, and leaves the vault as it is. */
  public ErasureReport rehearse(PersonRef person, Principal principal) {
    return erasures.rehearse(person, principal);
  }

  /**
   * Makes a forgotten memory answer again, and with it what was forgotten with it.
   *
   * @throws AccessException {@code E2005} if it is not visible, {@code E4001} if it may not be
   *     changed
   * @throws InvalidInputException {@code E4005} if it is not forgotten
   */
  public void restore(MemoryId id, Principal principal) {
    erasures.restore(id, principal);
  }

  private static List<MemoryId> bounded(List<MemoryId> ids) {
    if (ids.isEmpty() || ids.size() > MAX_BATCH) {
      throw InvalidInputException.of(
          "erasure.ids", "must have 1 to " + MAX_BATCH + " entries, got " + ids.size());
    }
    return List.copyOf(ids);
  }
}
