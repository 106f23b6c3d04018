package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/** What sort of thing a name stands for (spec §41.2). */
public enum EntityType {
  /** Somebody. */
  PERSON,
  /** Something people work on. */
  PROJECT,
  /** A language, library, product or protocol. */
  TECHNOLOGY,
  /** A file or folder. */
  FILE,
  /** A running part of a system. */
  SERVICE,
  /** A company, school, authority or club. */
  ORGANIZATION,
  /** A work, a title, an identifier. */
  CONCEPT,
  /** A country, city or region. */
  LOCATION,
  /** A name of which no more is known. */
  UNKNOWN;

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #label()}. */
  public static EntityType parse(String label) {
    for (EntityType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw InvalidInputException.of(
        "entity.type",
        "must be one of person, project, technology, file, service, organization, concept,"
            + " location, unknown");
  }
}
