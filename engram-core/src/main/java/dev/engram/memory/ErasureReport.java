package dev.engram.memory;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an erasure did, or would do. Holds counts and ids, no content.
 *
 * @param rehearsed whether it only told what would be erased, and left the vault as it is
 * @param counts how many of each kind went; kinds of which none went are not in it
 * @param rewritten whether the whole file was written anew and its log cut to nothing, so that no
 *     page, in use or free, holds what went
 * @param undone what could not be done, for a person; it is tried again at the next opening
 * @param copies files beside the vault that, by their names, may be copies of it; they are left
 *     alone
 * @param known backups, archives and plain text that were made of the vault since the oldest of
 *     what went was learned, and that the host did not say it destroyed: they may hold it still;
 *     newest first
 * @param dependents memories that stay though they were derived from what went: they may tell of it
 *     in words of their own
 */
public record ErasureReport(
    boolean rehearsed,
    Map<Erased, Integer> counts,
    boolean rewritten,
    List<String> undone,
    List<Path> copies,
    List<KnownCopy> known,
    List<MemoryId> dependents) {
  public ErasureReport {
    var copy = new EnumMap<Erased, Integer>(Erased.class);
    copy.putAll(counts);
    copy.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableMap(copy);
    undone = List.copyOf(undone);
    copies = List.copyOf(copies);
    known = List.copyOf(known);
    dependents = List.copyOf(dependents);
  }

  /** How many of a kind went. */
  public int count(Erased kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** Whether everything that was asked for was done. */
  public boolean complete() {
    return !rehearsed && rewritten && undone.isEmpty();
  }
}
