package dev.engram.internal.recall.signal;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.EdgeProjection;
import dev.engram.internal.projection.Links;
import dev.engram.internal.projection.MentionProjection;
import dev.engram.internal.projection.Postings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the best candidates call to mind: spreading activation (Anderson, <i>A spreading activation
 * theory of memory</i>, 1983; spec §5).
 *
 * <p>The idea. Each seed hands a share of its score to the memories it is linked with, and those to
 * theirs, a few hops far. A share is the giver's activation, times a decay a hop, times the weight
 * of the edge and of its type, times the giver's fan factor: the more a memory is linked with, the
 * less each link says (ACT-R's fan effect). Memories that speak of the same entity are linked as
 * well, the more strongly the fewer they are; a name that more than {@link
 * ActivationSettings#entityFan} visible memories hold links nothing. A memory keeps the largest
 * share it was handed, never the sum, so cycles add nothing and many weak links do not make a
 * strong one; nothing is handed straight back to where it came from.
 *
 * <p>The bounds. Each hop goes on from the {@link ActivationSettings#frontier} most active
 * memories; each of them hands to the first {@link ActivationSettings#fanOut} visible of its {@link
 * #LOOKED_AT} heaviest links, among equals to the newest memories; an entity is used once; and all
 * in all at most {@link #MOST_STEPS} links are looked at. So a hub of any size and any cycle cost
 * no more than that.
 *
 * <p>Invariant: an ordinal that the filter refuses scores nothing, hands on nothing, and does not
 * count in a fan. Thread-safe.
 */
public final class Activation {
  /** Links of one memory that are looked at, strongest first. */
  static final int LOOKED_AT = 4_096;

  /** Links and mentions that one call looks at. */
  static final int MOST_STEPS = 65_536;

  /** What is left of a share however many others there are. */
  private static final float LEAST_FAN = 0.1f;

  private static final double FAN_LOG = Math.log(1_024);

  private final EdgeProjection edges;
  private final MentionProjection mentions;
  private final ConcurrentLinkedQueue<OrdinalTable> tables = new ConcurrentLinkedQueue<>();

  /** One over these projections. */
  public Activation(EdgeProjection edges, MentionProjection mentions) {
    this.edges = edges;
    this.mentions = mentions;
  }

  /**
   * What was called to mind.
   *
   * @param scores what each memory was handed, 0 to 1, best first, ties by ordinal; a seed is among
   *     them if others handed it something
   * @param from the memory that handed each its score, shape {@code [scores]}
   * @param steps how many links were looked at
   * @param cut whether {@link #MOST_STEPS} ended the walk
   */
  @SuppressWarnings("ArrayRecordComponent") // parallel to the arrays of the scores
  public record Reached(SignalScores scores, int[] from, int steps, boolean cut) {}

  /**
   * Spreads from seeds.
   *
   * @param seeds distinct, each 0 to 1
   * @param filter what may be answered and walked over
   * @param most how many are answered
   */
  public Reached spread(
      SignalScores seeds, OrdinalFilter filter, ActivationSettings settings, int most) {
    OrdinalTable borrowed = tables.poll();
    OrdinalTable table = borrowed == null ? new OrdinalTable() : borrowed;
    try {
      return new Walk(table, filter, settings).go(seeds, most);
    } finally {
      table.clear();
      tables.add(table);
    }
  }

  private static float fan(int links) {
    return links <= 1 ? 1 : Math.max(LEAST_FAN, (float) (1 - Math.log(links) / FAN_LOG));
  }

  /** The memories that hand on in one hop, most active first. */
  @SuppressWarnings("ArrayRecordComponent") // parallel to the arrays of the scores
  private record Frontier(SignalScores active, int[] from) {}

  /** The two most active memories of a frontier that speak of an entity. */
  private static final class Speakers {
    private final int first;
    private final float best;
    private int other = -1;
    private float second;

    Speakers(int first, float best) {
      this.first = first;
      this.best = best;
    }

    void also(int memory, float level) {
      if (other < 0) {
        other = memory;
        second = level;
      }
    }
  }

  /** One call. */
  private final class Walk {
    private final OrdinalTable table;
    private final OrdinalFilter filter;
    private final ActivationSettings settings;
    private final EdgeProjection.View graph = edges.view();
    private final Set<Integer> spent = new HashSet<>();
    private final List<Integer> risen = new ArrayList<>();
    private final int[] targets;
    private final float[] shares;
    private int steps;
    private int hop;

    Walk(OrdinalTable table, OrdinalFilter filter, ActivationSettings settings) {
      this.table = table;
      this.filter = filter;
      this.settings = settings;
      this.targets = new int[Math.max(settings.fanOut(), settings.entityFan())];
      this.shares = new float[settings.fanOut()];
    }

    Reached go(SignalScores seeds, int most) {
      Frontier frontier = seeds(seeds);
      for (hop = 1; hop <= settings.hops() && frontier.active.ordinals().length > 0; hop++) {
        risen.clear();
        for (int i = 0; i < frontier.active.ordinals().length; i++) {
          alongEdges(frontier.active.ordinals()[i], frontier.active.scores()[i], frontier.from[i]);
        }
        alongEntities(frontier.active);
        frontier = frontier(risen.stream().mapToInt(Integer::intValue).toArray());
      }
      return reached(most);
    }

    private Frontier seeds(SignalScores seeds) {
      int[] allowed = new int[seeds.ordinals().length];
      int count = 0;
      for (int i = 0; i < seeds.ordinals().length; i++) {
        int ordinal = seeds.ordinals()[i];
        float score = Math.min(1, seeds.scores()[i]);
        if (filter.allows(ordinal) && score > 0 && score >= settings.threshold()) {
          table.seed(table.place(ordinal), score);
          allowed[count++] = ordinal;
        }
      }
      return frontier(Arrays.copyOf(allowed, count));
    }

    /** The most active of these, as they stand now. */
    private Frontier frontier(int[] ordinals) {
      float[] levels = new float[ordinals.length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = table.level(table.place(ordinals[i]));
      }
      SignalScores active = new SignalScores(ordinals, levels).best(settings.frontier());
      int[] from = new int[active.ordinals().length];
      for (int i = 0; i < from.length; i++) {
        from[i] = table.from(table.place(active.ordinals()[i]));
      }
      return new Frontier(active, from);
    }

    private void alongEdges(int giver, float level, int cameFrom) {
      Links links = graph.of(giver);
      int looked = Math.min(Math.min(links.size(), LOOKED_AT), MOST_STEPS - steps);
      int fan = 0;
      int kept = 0;
      for (int i = 0; i < looked; i++) {
        int target = graph.present(links.root(i));
        float share = settings.weights().of(links.type(i)) * links.weight(i);
        if (target != giver && share > 0 && filter.allows(target)) {
          fan++;
          if (kept < settings.fanOut()) {
            targets[kept] = target;
            shares[kept++] = share;
          }
        }
      }
      steps += looked;
      float given = level * settings.decay() * fan(fan);
      for (int i = 0; i < kept; i++) {
        if (targets[i] != cameFrom) {
          hand(targets[i], given * shares[i], giver);
        }
      }
    }

    private void alongEntities(SignalScores active) {
      if (settings.entityFan() == 0 || settings.entityWeight() == 0) {
        return;
      }
      var speakers = new HashMap<Integer, Speakers>();
      var order = new ArrayList<Integer>();
      for (int i = 0; i < active.ordinals().length; i++) {
        int memory = active.ordinals()[i];
        float level = active.scores()[i];
        for (int entity : mentions.entities(memory)) {
          Speakers known = speakers.get(entity);
          if (known != null) {
            known.also(memory, level);
          } else if (spent.add(entity)) {
            speakers.put(entity, new Speakers(memory, level));
            order.add(entity);
          }
        }
      }
      for (int entity : order) {
        Speakers known = speakers.get(entity);
        if (known != null) {
          fromEntity(entity, known);
        }
      }
    }

    private void fromEntity(int entity, Speakers speakers) {
      Postings memories = mentions.memories(entity);
      int fan = 0;
      for (int i = 0; i < memories.size() && steps < MOST_STEPS; i++, steps++) {
        int memory = memories.ordinal(i);
        if (filter.allows(memory)) {
          if (fan == settings.entityFan()) {
            return;
          }
          targets[fan++] = memory;
        }
      }
      double rarity = 1 - Math.log(Math.max(1, fan - 1)) / Math.log(settings.entityFan() + 1.0);
      float share = settings.decay() * settings.entityWeight() * (float) rarity;
      for (int i = 0; i < fan; i++) {
        if (targets[i] != speakers.first) {
          hand(targets[i], speakers.best * share, speakers.first);
        } else if (speakers.other >= 0) {
          hand(targets[i], speakers.second * share, speakers.other);
        }
      }
    }

    private void hand(int target, float share, int giver) {
      if (share > 0 && share >= settings.threshold()) {
        if (table.receive(table.place(target), share, giver, hop)) {
          risen.add(target);
        }
      }
    }

    private Reached reached(int most) {
      int[] ordinals = new int[table.size()];
      float[] scores = new float[ordinals.length];
      int count = 0;
      for (int i = 0; i < table.size(); i++) {
        int place = table.used(i);
        if (table.received(place) > 0) {
          ordinals[count] = table.ordinal(place);
          scores[count++] = table.received(place);
        }
      }
      SignalScores best =
          new SignalScores(Arrays.copyOf(ordinals, count), Arrays.copyOf(scores, count)).best(most);
      int[] from = new int[best.ordinals().length];
      for (int i = 0; i < from.length; i++) {
        from[i] = table.from(table.place(best.ordinals()[i]));
      }
      return new Reached(best, from, steps, steps >= MOST_STEPS);
    }
  }
}
