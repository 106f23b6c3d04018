package dev.engram.internal.access;

import dev.engram.memory.DryRun;
import dev.engram.memory.DryRun.Planned;
import dev.engram.memory.MemoryId;
import dev.engram.query.Answerability;
import dev.engram.query.Band;
import dev.engram.query.Hit;
import dev.engram.query.Recall;
import dev.engram.query.Trace;
import dev.engram.query.Trust;
import dev.engram.scope.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Takes out of answers what would let an untrusted principal measure what memories say (spec
 * §10.16): a score becomes one of four bands, evidence, figures and times go. What is found, its
 * order and its words stay. Immutable; some microseconds an answer.
 *
 * <p>With noise, relevance is moved by a Laplace variate before it is told as a band. The variate
 * is drawn from the question, the memory and a secret of the open engine, so the same question gets
 * the same one, and asking again tells nothing more.
 */
public final class Bands {
  private final double noise;
  private final long secret;

  /**
   * Bands.
   *
   * @param noise the scale of the noise, 0 for none
   * @param secret what nobody can guess
   */
  public Bands(double noise, long secret) {
    this.noise = noise;
    this.secret = secret;
  }

  /** What this principal is told of an answer. */
  public Recall told(Recall recall, String question, Principal principal) {
    if (!principal.isUntrusted()) {
      return recall;
    }
    Trace trace = recall.trace();
    return new Recall(
        recall.id(),
        recall.hits().stream().map(hit -> told(hit, question)).toList(),
        new Trace(trace.visible(), trace.plan(), List.of(), trace.dropped(), trace.degradations()),
        told(recall.answerability()));
  }

  /** What this principal is told of a rehearsal: no reasons, for they hold likenesses. */
  public DryRun told(DryRun run, Principal principal) {
    if (!principal.isUntrusted()) {
      return run;
    }
    return new DryRun(
        run.planned().stream()
            .map(one ->
                new Planned(
                    one.input(),
                    one.memory(),
                    one.action(),
                    one.annotations(),
                    one.entities(),
                    List.of()))
            .toList(),
        run.notes());
  }

  private Hit told(Hit hit, String question) {
    Trust trust = hit.trust();
    double relevance = trust.relevance() + (noise == 0 ? 0 : laplace(question, hit.id()));
    Band band = Band.of(relevance);
    return new Hit(
        hit.memory(),
        hit.form(),
        hit.text(),
        band.middle(),
        hit.tokens(),
        List.of(),
        new Trust(
            band.middle(),
            Band.of(trust.accuracy()).middle(),
            Band.of(trust.freshness()).middle(),
            Band.of(trust.utility()).middle()));
  }

  private static Answerability told(Answerability known) {
    Band band =
        switch (known.verdict()) {
          case KNOWN -> Band.HIGH;
          case UNCERTAIN -> Band.LOW;
          case NOTHING_KNOWN -> Band.MINIMAL;
        };
    return new Answerability(band.middle(), known.verdict(), known.basis(), List.of());
  }

  private double laplace(String question, MemoryId id) {
    double uniform = (hash(question, id) >>> 11) * 0x1p-53 - 0.5;
    double tail = Math.max(1 - 2 * Math.abs(uniform), 0x1p-53);
    return -noise * Math.signum(uniform) * Math.log(tail);
  }

  private long hash(String question, MemoryId id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          ByteBuffer.allocate(24)
              .putLong(secret)
              .putLong(id.uuid().getMostSignificantBits())
              .putLong(id.uuid().getLeastSignificantBits())
              .flip());
      return ByteBuffer.wrap(digest.digest(question.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
