package dev.engram.internal.index.quantize;

import dev.engram.internal.index.vector.VectorSpace;

/**
 * Which quantizer keeps which temperature; all of one space.
 *
 * @param hot usually the vector itself
 * @param warm usually 8 bits a component
 * @param cold usually product codes, or one bit a component
 */
public record Tiers(Quantizer hot, Quantizer warm, Quantizer cold) {
  public Tiers {
    if (!hot.space().equals(warm.space()) || !hot.space().equals(cold.space())) {
      throw new IllegalArgumentException("the quantizers of the tiers are of different spaces");
    }
  }

  /** Hot vectors in full, warm in 8 bits, cold as {@code cold} has it. */
  public static Tiers of(Quantizer cold) {
    return new Tiers(new FloatQuantizer(cold.space()), new Int8Quantizer(cold.space(), 0), cold);
  }

  /** The quantizer of a temperature. */
  public Quantizer of(Temperature temperature) {
    return switch (temperature) {
      case HOT -> hot;
      case WARM -> warm;
      case COLD -> cold;
    };
  }

  /** The space of all three. */
  public VectorSpace space() {
    return hot.space();
  }
}
