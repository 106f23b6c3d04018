package dev.engram.internal.screen.injection;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A linear model over {@link InjectionFeatures}: a weight a bucket, and the two thresholds. What
 * {@code ./engram eval injection --train} writes; only hashes are in it, so no text can be read out
 * of it. Immutable; the array that it is given is its own.
 */
public final class InjectionModel {
  private static final int MAGIC = 0x454e494a;
  private static final int MOST = 127;

  private final float[] weights;
  private final double bias;
  private final double flagged;
  private final double rejected;

  /**
   * Takes fitted weights.
   *
   * @param weights one a bucket
   * @param bias what a text without features has
   * @param flagged log odds from which a text is flagged
   * @param rejected log odds from which it is rejected
   */
  public InjectionModel(float[] weights, double bias, double flagged, double rejected) {
    if (weights.length != InjectionFeatures.BUCKETS || !(flagged <= rejected)) {
      throw new IllegalArgumentException("needs a weight a bucket, and thresholds in order");
    }
    this.weights = weights.clone();
    this.bias = bias;
    this.flagged = flagged;
    this.rejected = rejected;
  }

  /** The model that comes with the library. */
  public static InjectionModel standard() {
    try (InputStream in = InjectionModel.class.getResourceAsStream("weights.bin")) {
      if (in == null) {
        throw new IllegalStateException("the library lacks its resource weights.bin");
      }
      return read(in);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read the resource weights.bin", broken);
    }
  }

  private static InjectionModel read(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    if (data.readInt() != MAGIC) {
      throw new IOException("no model of injections");
    }
    double bias = data.readFloat();
    double flagged = data.readFloat();
    double rejected = data.readFloat();
    float unit = data.readFloat();
    byte[] steps = data.readNBytes(InjectionFeatures.BUCKETS);
    float[] weights = new float[InjectionFeatures.BUCKETS];
    for (int i = 0; i < steps.length; i++) {
      weights[i] = steps[i] * unit;
    }
    return new InjectionModel(weights, bias, flagged, rejected);
  }

  /** Writes it, with weights rounded to a byte each: 32 KiB. */
  public void write(OutputStream out) throws IOException {
    float most = 0;
    for (float weight : weights) {
      most = Math.max(most, Math.abs(weight));
    }
    float unit = most == 0 ? 1 : most / MOST;
    var data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeFloat((float) bias);
    data.writeFloat((float) flagged);
    data.writeFloat((float) rejected);
    data.writeFloat(unit);
    for (float weight : weights) {
      data.writeByte(Math.round(weight / unit));
    }
    data.flush();
  }

  /** The log odds of the window that looks most like an injection. */
  public double odds(List<InjectionFeatures> windows) {
    double most = Double.NEGATIVE_INFINITY;
    for (InjectionFeatures window : windows) {
      most = Math.max(most, window.dot(weights));
    }
    return most + bias;
  }

  double weight(String sign) {
    return InjectionFeatures.sign(sign, weights);
  }

  /** From which log odds a text is flagged. */
  public double flagged() {
    return flagged;
  }

  /** From which log odds it is rejected. */
  public double rejected() {
    return rejected;
  }
}
