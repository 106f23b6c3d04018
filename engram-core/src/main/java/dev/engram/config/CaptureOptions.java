package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.time.ZoneId;
import java.util.Set;

/**
 * What {@code remember} looks for in what it is given.
 *
 * @param enabled whether facts, entities, times, affect, sizes and importance are looked for at
 *     all; otherwise words are kept as they come. Secrets are screened in any case
 * @param zone where days begin and end for those who speak: "yesterday" is a day of this zone
 * @param minConfidence below this confidence, 0 to 1, a fact is not kept
 * @param secrets what becomes of passwords, keys and tokens
 * @param leftClear kinds of personal data, such as {@code medical} or {@code street-address}, that
 *     do not make a memory be sealed; by default every kind does that has a tier (see the guide to
 *     sealing)
 * @param injection what becomes of texts that look like instructions to a model
 */
public record CaptureOptions(
    boolean enabled,
    ZoneId zone,
    double minConfidence,
    Secrets secrets,
    Set<String> leftClear,
    InjectionOptions injection) {
  /** What becomes of passwords, keys and tokens that are found in a text. */
  public enum Secrets {
    /** They are replaced before anything is stored: no recall can hand them to a model. */
    REDACT,
    /** They are stored, and replaced in whatever leaves this process. */
    KEEP
  }

  public CaptureOptions {
    leftClear = Set.copyOf(leftClear);
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw InvalidInputException.option(
          "capture.minConfidence", "must be 0 to 1, got " + minConfidence);
    }
  }

  /** Everything, in the zone of this machine, secrets redacted, injections kept back. */
  public static CaptureOptions defaults() {
    return new CaptureOptions(
        true, ZoneId.systemDefault(), 0.5, Secrets.REDACT, Set.of(), InjectionOptions.defaults());
  }

  /** Keeps words as they come. */
  public CaptureOptions off() {
    return new CaptureOptions(false, zone, minConfidence, secrets, leftClear, injection);
  }

  /** Takes days from this zone. */
  public CaptureOptions in(ZoneId where) {
    return new CaptureOptions(enabled, where, minConfidence, secrets, leftClear, injection);
  }

  /** Keeps facts from this confidence on. */
  public CaptureOptions withMinConfidence(double confidence) {
    return new CaptureOptions(enabled, zone, confidence, secrets, leftClear, injection);
  }

  /** Does this with secrets. */
  public CaptureOptions withSecrets(Secrets what) {
    return new CaptureOptions(enabled, zone, minConfidence, what, leftClear, injection);
  }

  /** Leaves memories clear that hold only these kinds of personal data. */
  public CaptureOptions leavingClear(String... kinds) {
    return new CaptureOptions(enabled, zone, minConfidence, secrets, Set.of(kinds), injection);
  }

  /** Does this with texts that look like instructions to a model. */
  public CaptureOptions withInjection(InjectionOptions what) {
    return new CaptureOptions(enabled, zone, minConfidence, secrets, leftClear, what);
  }
}
