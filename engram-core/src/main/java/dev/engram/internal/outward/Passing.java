package dev.engram.internal.outward;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the texts of one call, without a word of them.
 *
 * @param replaced stretches replaced, by kind
 * @param secrets how many of them were secrets
 * @param withheld texts that a policy kept here
 * @param failed texts that stayed here because they could not be judged
 */
public record Passing(Map<String, Long> replaced, int secrets, int withheld, int failed) {
  /** Nothing was changed or kept. */
  public static final Passing UNTOUCHED = new Passing(Map.of(), 0, 0, 0);

  public Passing {
    replaced = Map.copyOf(replaced);
  }

  /** This and another. */
  Passing and(Passing other) {
    if (replaced.isEmpty() && secrets == 0 && kept() == 0) {
      return other;
    }
    var both = new TreeMap<>(replaced);
    other.replaced.forEach((kind, times) -> both.merge(kind, times, Long::sum));
    return new Passing(
        both, secrets + other.secrets, withheld + other.withheld, failed + other.failed);
  }

  /** How many stretches were replaced. */
  public int all() {
    return Math.toIntExact(replaced.values().stream().mapToLong(Long::longValue).sum());
  }

  /** How many of them were personal data. */
  public int personal() {
    return all() - secrets;
  }

  /** How many texts stayed here. */
  public int kept() {
    return withheld + failed;
  }
}
