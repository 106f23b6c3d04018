package dev.engram.internal.capture.entity;

import dev.engram.internal.capture.text.Span;
import dev.engram.memory.EntityType;
import java.util.Optional;

/**
 * A name in a text.
 *
 * @param span where it stands, without a possessive ending
 * @param name as it is usually written: "Kubernetes" where the text says "k8s"
 * @param normal the name for comparison, see {@link NormalName}
 * @param type what it seems to stand for
 * @param confidence 0 to 1: that this is a name, of this type
 * @param alias another name for the same thing, if the text gives one
 */
public record Mention(
    Span span,
    String name,
    String normal,
    EntityType type,
    double confidence,
    Optional<String> alias) {
  public Mention {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1, got " + confidence);
    }
  }

  /** The same with another name. */
  public Mention alsoKnownAs(String other) {
    return new Mention(span, name, normal, type, confidence, Optional.of(other));
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "Mention[" + type.label() + " at " + span.start() + "]";
  }
}
