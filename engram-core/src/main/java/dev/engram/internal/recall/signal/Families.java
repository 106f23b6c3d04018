package dev.engram.internal.recall.signal;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.projection.OriginProjection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets facts speak for the episode they were found in.
 *
 * <p>A fact is one sentence, so its vector is near a question about it, while that of the long turn
 * it was said in is near everything that the turn touches. So an episode's semantic score is the
 * best of its own and of its facts', and the fact itself takes no place beside it (spec §34.3: one
 * thing, one place). A fact without an episode that may be shown stands for itself, and so does one
 * of the past that was asked for as such.
 */
public final class Families {
  /** A sentence alone is nearer to any question than a text is; this much is not its merit. */
  private static final float DISCOUNT = 0.08f;

  private final Map<Integer, Integer> speakers = new HashMap<>();
  private final SignalScores scores;
  private final Map<Integer, Float> facts = new HashMap<>();

  private Families(VectorHits hits, OriginProjection origins, OrdinalFilter own) {
    var best = new LinkedHashMap<Integer, Float>();
    for (int i = 0; i < hits.size(); i++) {
      int ordinal = hits.ordinals()[i];
      float score = hits.scores()[i];
      int origin = origins.origin(ordinal);
      boolean speaks =
          origin != OriginProjection.NONE && own.allows(origin) && !own.allows(ordinal);
      int shown = speaks ? origin : ordinal;
      float counted = speaks ? score - DISCOUNT : score;
      if (speaks) {
        facts.merge(origin, score, Math::max);
      }
      Float before = best.get(shown);
      if (before == null || counted > before) {
        best.put(shown, counted);
        if (speaks) {
          speakers.put(shown, ordinal);
        } else {
          speakers.remove(shown);
        }
      }
    }
    int[] ordinals = best.keySet().stream().mapToInt(Integer::intValue).toArray();
    float[] counted = new float[ordinals.length];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = best.getOrDefault(ordinals[i], 0f);
    }
    scores = new SignalScores(ordinals, counted);
  }

  /**
   * Gathers hits under the episodes that may be shown.
   *
   * @param own visible memories that stand for themselves
   */
  public static Families of(VectorHits hits, OriginProjection origins, OrdinalFilter own) {
    return new Families(hits, origins, own);
  }

  /** One score for each that may be shown. */
  public SignalScores scores() {
    return scores;
  }

  /** The best cosine among the facts found in an episode; 0 if none was near. */
  public float fact(int ordinal) {
    return facts.getOrDefault(ordinal, 0f);
  }

  /** Whether a fact gave an episode its score. */
  public boolean spokenFor(int ordinal) {
    return speakers.containsKey(ordinal);
  }
}
