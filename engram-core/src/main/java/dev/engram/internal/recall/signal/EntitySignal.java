package dev.engram.internal.recall.signal;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.MentionProjection;
import dev.engram.internal.projection.Postings;
import dev.engram.internal.recall.signal.QueryNames.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many of the things that a question names a memory speaks of (spec §41.3). Each name weighs by
 * how rare its memories are among those that are visible, {@code ln(1 + (N − n + ½) / (n + ½))}; a
 * memory's score is the share of the names' whole weight that it covers, so 1 means all of them.
 *
 * <p>Invariant: an ordinal that the filter refuses neither scores nor counts in a weight.
 * Thread-safe. Cost: the mentions of what is named; of candidates, their number.
 */
public final class EntitySignal {
  /** Memories that one name proposes, newest first: a name that most memories hold says little. */
  private static final int MOST_OF_ONE = 4_096;

  private final MentionProjection mentions;
  private final Scratch.Pool scratch = new Scratch.Pool();

  /** One over this projection. */
  public EntitySignal(MentionProjection mentions) {
    this.mentions = mentions;
  }

  /**
   * Names with their weights under one filter, to be asked many times.
   *
   * @param names what was found in a question
   * @param weights one a name, shape {@code [names]}
   * @param mass their sum
   */
  @SuppressWarnings("ArrayRecordComponent") // parallel to the names
  public record Weighed(List<Named> names, float[] weights, float mass) {
    public Weighed {
      names = List.copyOf(names);
    }
  }

  /** How much each name weighs among what is visible. */
  public Weighed weigh(List<Named> names, OrdinalFilter filter) {
    float[] weights = new float[names.size()];
    float mass = 0;
    for (int i = 0; i < weights.length; i++) {
      int holding = 0;
      for (int entity : names.get(i).entities()) {
        holding += visible(entity, filter);
      }
      int all = filter.cardinality();
      weights[i] = (float) Math.log1p((Math.max(0, all - holding) + 0.5) / (holding + 0.5));
      mass += weights[i];
    }
    return new Weighed(names, weights, mass);
  }

  private int visible(int entity, OrdinalFilter filter) {
    Postings memories = mentions.memories(entity);
    int count = 0;
    for (int i = 0; i < memories.size(); i++) {
      count += filter.allows(memories.ordinal(i)) ? 1 : 0;
    }
    return count;
  }

  /** The memories that speak of most of what is named, best first, ties by ordinal. */
  public SignalScores propose(Weighed asked, OrdinalFilter filter, int most) {
    if (asked.mass == 0 || filter.cardinality() == 0) {
      return SignalScores.NONE;
    }
    Scratch found = scratch.borrow(filter.previous(Integer.MAX_VALUE) + 1);
    try {
      for (int i = 0; i < asked.names.size(); i++) {
        for (int entity : asked.names.get(i).entities()) {
          raise(found, entity, asked.weights[i], filter);
        }
        found.endTerm();
      }
      int[] proposed = found.totals(asked.mass).ordinals();
      return score(asked, proposed, filter).best(most);
    } finally {
      scratch.giveBack(found);
    }
  }

  private void raise(Scratch found, int entity, float weight, OrdinalFilter filter) {
    Postings memories = mentions.memories(entity);
    int raised = 0;
    for (int i = memories.size() - 1; i >= 0 && raised < MOST_OF_ONE; i--) {
      if (filter.allows(memories.ordinal(i))) {
        found.raise(memories.ordinal(i), weight);
        raised++;
      }
    }
  }

  /** The scores of those candidates that speak of anything named, in their order. */
  public SignalScores score(Weighed asked, int[] candidates, OrdinalFilter filter) {
    int[] ordinals = new int[candidates.length];
    float[] scores = new float[candidates.length];
    int count = 0;
    for (int ordinal : candidates) {
      float score = filter.allows(ordinal) ? of(asked, mentions.entities(ordinal)) : 0;
      if (score > 0) {
        ordinals[count] = ordinal;
        scores[count++] = score / asked.mass;
      }
    }
    return new SignalScores(Arrays.copyOf(ordinals, count), Arrays.copyOf(scores, count));
  }

  private static float of(Weighed asked, int[] spokenOf) {
    float covered = 0;
    for (int i = 0; i < asked.weights.length && spokenOf.length > 0; i++) {
      for (int entity : asked.names.get(i).entities()) {
        if (Arrays.binarySearch(spokenOf, entity) >= 0) {
          covered += asked.weights[i];
          break;
        }
      }
    }
    return covered;
  }

  /**
   * An entity that is spoken of together with another.
   *
   * @param entity its row
   * @param together in how many visible memories
   */
  public record Companion(int entity, int together) {}

  /**
   * The entities that visible memories of one entity speak of as well, most often first, ties by
   * row. Cost: the mentions of its newest 4,096 visible memories.
   */
  public List<Companion> companions(int entity, OrdinalFilter filter, int most) {
    Postings memories = mentions.memories(entity);
    var counts = new HashMap<Integer, Integer>();
    int looked = 0;
    for (int i = memories.size() - 1; i >= 0 && looked < MOST_OF_ONE; i--) {
      if (filter.allows(memories.ordinal(i))) {
        looked++;
        for (int other : mentions.entities(memories.ordinal(i))) {
          if (other != entity) {
            counts.merge(other, 1, Integer::sum);
          }
        }
      }
    }
    var companions = new ArrayList<Companion>();
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      companions.add(new Companion(entry.getKey(), entry.getValue()));
    }
    companions.sort((a, b) ->
        a.together != b.together
            ? Integer.compare(b.together, a.together)
            : Integer.compare(a.entity, b.entity));
    return List.copyOf(companions.subList(0, Math.min(most, companions.size())));
  }
}
