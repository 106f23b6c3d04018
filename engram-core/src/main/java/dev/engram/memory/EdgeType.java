package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/** How one memory bears on another. */
public enum EdgeType {
  /** The source was made from the target. */
  DERIVED_FROM(true),
  /** The source happened because of the target. */
  CAUSED_BY(true),
  /** The source is a case of the target. */
  INSTANCE_OF(true),
  /** The source follows from the target. */
  INFERRED_FROM(true),
  /** The source cannot hold together with the target. */
  CONTRADICTS(false),
  /** The source speaks for the target. */
  SUPPORTS(false),
  /** The two belong together. */
  RELATED_TO(false);

  private final boolean acyclic;

  EdgeType(boolean acyclic) {
    this.acyclic = acyclic;
  }

  /** Whether edges of this type, taken together with the others of this sort, form no cycle. */
  public boolean acyclic() {
    return acyclic;
  }

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #label()}. */
  public static EdgeType parse(String label) {
    for (EdgeType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw InvalidInputException.of(
        "edge.type",
        "must be one of derived_from, caused_by, instance_of, inferred_from, contradicts,"
            + " supports, related_to");
  }
}
