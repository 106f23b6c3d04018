package dev.engram.internal.seal;

import dev.engram.internal.index.quantize.Rotation;
import dev.engram.internal.vault.FieldSeal;
import dev.engram.memory.SecurityTier;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What becomes of vectors by the tier of their memory before anything keeps them (spec §10.24.1): a
 * sensitive one loses the finest digits of its vectors, a confidential one has them turned by the
 * vault's projection key. Cosines, inner products and distances of turned vectors with turned ones
 * are what they were. Thread-safe; some ten microseconds a vector.
 */
public final class VectorGuard {
  private static final float STEPS = 127;

  private final Optional<FieldSeal> fields;

  /** By a vault's field key; without one nothing is sealed. */
  public VectorGuard(Optional<FieldSeal> fields) {
    this.fields = fields;
  }

  /** The vectors as they are kept, shape {@code [parts][dimension]}. */
  public float[][] kept(SecurityTier tier, float[][] parts) {
    return switch (tier) {
      case CLEARTEXT -> parts;
      case SENSITIVE -> each(parts, VectorGuard::coarse);
      case CONFIDENTIAL -> each(parts, this::turned);
    };
  }

  /** Kept vectors as those of other tiers are, for comparison with them. */
  public float[][] bare(SecurityTier tier, float[][] kept) {
    return tier == SecurityTier.CONFIDENTIAL
        ? each(kept, vector -> rotation(vector.length).back(vector))
        : kept;
  }

  /**
   * Whether a vector is one that a sensitive memory may keep: making it coarser changes nothing.
   */
  public static boolean isCoarse(float[] vector) {
    float[] coarser = coarse(vector);
    for (int i = 0; i < vector.length; i++) {
      if (Math.abs(coarser[i] - vector[i]) > 1e-6f) {
        return false;
      }
    }
    return true;
  }

  /** A question as it is put to confidential memories. */
  public float[] turned(float[] vector) {
    return rotation(vector.length).turn(vector);
  }

  private Rotation rotation(int dimension) {
    return fields.orElseThrow().rotation(dimension);
  }

  private static float[][] each(float[][] parts, UnaryOperator<float[]> change) {
    float[][] changed = new float[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      changed[i] = change.apply(parts[i]);
    }
    return changed;
  }

  /** Each component at the nearest of 255 steps that the largest one spans. */
  private static float[] coarse(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    float step = largest / STEPS;
    float[] coarse = new float[vector.length];
    for (int i = 0; step > 0 && i < coarse.length; i++) {
      coarse[i] = Math.round(vector[i] / step) * step;
    }
    return coarse;
  }
}
