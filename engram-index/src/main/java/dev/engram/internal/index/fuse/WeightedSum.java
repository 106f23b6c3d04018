package dev.engram.internal.index.fuse;

import dev.engram.internal.index.fuse.Fused.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/** Adds up, for each ordinal, what each list gives to it. */
final class WeightedSum {
  private static final Comparator<Fused> BEST_FIRST =
      Comparator.comparingDouble(Fused::score).reversed().thenComparingInt(Fused::ordinal);

  private WeightedSum() {}

  /**
   * @param share for a list, what it gives to the item at an index, before its weight
   */
  static List<Fused> of(List<WeightedList> lists, Function<RankedList, IntToDoubleFunction> share) {
    var counted = inNameOrder(lists);
    var shares = counted.stream().map(each -> share.apply(each.list())).toList();
    long[] entries = entriesByOrdinal(counted);
    var fused = new ArrayList<Fused>();
    int end;
    for (int start = 0; start < entries.length; start = end) {
      int ordinal = ordinal(entries[start]);
      var contributions = new ArrayList<Contribution>(counted.size());
      double score = 0;
      int list = 0;
      int base = 0;
      for (end = start; end < entries.length && ordinal(entries[end]) == ordinal; end++) {
        int position = (int) entries[end];
        while (position - base >= counted.get(list).list().size()) {
          base += counted.get(list++).list().size();
        }
        int index = position - base;
        double value = counted.get(list).weight() * shares.get(list).applyAsDouble(index);
        contributions.add(new Contribution(counted.get(list).list().name(), index + 1, value));
        score += value;
      }
      fused.add(new Fused(ordinal, score, contributions));
    }
    fused.sort(BEST_FIRST);
    return List.copyOf(fused);
  }

  /** A fixed order makes the rounding of the sums independent of the caller's. */
  private static List<WeightedList> inNameOrder(List<WeightedList> lists) {
    var sorted = new ArrayList<>(lists);
    sorted.sort(Comparator.comparing(each -> each.list().name()));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).list().name().equals(sorted.get(i - 1).list().name())) {
        throw new IllegalArgumentException("two lists named " + sorted.get(i).list().name());
      }
    }
    sorted.removeIf(each -> each.weight() == 0);
    return sorted;
  }

  /** Ordinal in the high half, position within the lists laid end to end in the low half. */
  private static long[] entriesByOrdinal(List<WeightedList> lists) {
    long[] entries = new long[lists.stream().mapToInt(each -> each.list().size()).sum()];
    int position = 0;
    for (var each : lists) {
      for (int ordinal : each.list().ordinals()) {
        entries[position] = (long) ordinal << 32 | position;
        position++;
      }
    }
    Arrays.sort(entries);
    return entries;
  }

  private static int ordinal(long entry) {
    return (int) (entry >> 32);
  }
}
