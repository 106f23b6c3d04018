package dev.engram.internal.recall;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.Projections;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Query;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Candidates of the semantic signal found ahead of a question, by {@link Foreseeing}. It holds
 * ordinals, no answers: a recall that uses it scores them with the question's own vector, under the
 * filter of that moment, so that it can miss a memory but never show one it may not.
 *
 * <p>What was written since has a higher ordinal than all that was there before, and is looked at
 * as well; where that would be too much, or where vectors may have come to older memories, there is
 * no short way.
 */
@SuppressWarnings("ArrayRecordComponent") // parallel use of one array on a hot path
public record Foresight(
    Set<MemoryKind> kinds, boolean overseen, int most, int newest, long watermark, int[] ordinals) {
  /** More new memories than this are searched the usual way. */
  private static final int MOST_NEW = 256;

  /**
   * The ordinals to look among, or nothing if this does not fit the question any more.
   *
   * @param proposed how many candidates the question asks for
   * @param searched what the semantic signal may answer with now
   */
  Optional<int[]> among(
      Query query, int proposed, Visible visible, OrdinalFilter searched, Projections follower) {
    boolean fits =
        kinds.equals(query.kinds())
            && overseen == query.overseen()
            && query.vantage().present()
            && !query.flagged()
            && proposed <= most
            && visible.pending() == 0
            && follower.rebuilding().isEmpty();
    if (!fits) {
      return Optional.empty();
    }
    int[] added = new int[MOST_NEW];
    int count = 0;
    if (follower.watermark() != watermark) {
      int next = searched.next(newest + 1);
      while (next >= 0 && count < MOST_NEW) {
        added[count++] = next;
        next = searched.next(next + 1);
      }
      if (next >= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(
        IntStream.concat(
                Arrays.stream(ordinals).filter(searched::allows), Arrays.stream(added, 0, count))
            .toArray());
  }
}
