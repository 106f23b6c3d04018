package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.EntityId;

/** Asks how what is known of something came to be what it is. */
public sealed interface Evolution {
  /** The most memories that a line may have. */
  int MOST = 500;

  /** How many memories the line has at most, 1 to {@value #MOST}. */
  int limit();

  /**
   * Of whatever memories speak of a topic.
   *
   * @param topic in a few words; bounds as {@link Query#text}
   * @param limit how many memories at most, the most relevant first
   */
  record OfTopic(String topic, int limit) implements Evolution {
    public OfTopic {
      topic = Query.of(topic).text();
      requireLimit(limit);
    }

    @Override
    public OfTopic limit(int most) {
      return new OfTopic(topic, most);
    }

    /** Shows sizes only: a topic is content. */
    @Override
    public String toString() {
      return "Evolution[" + topic.length() + " characters]";
    }
  }

  /**
   * Of the facts about an entity, under any of its names.
   *
   * @param entity whom or what they are about
   * @param limit how many facts at most; those that hold first
   */
  record OfEntity(EntityId entity, int limit) implements Evolution {
    public OfEntity {
      requireLimit(limit);
    }

    @Override
    public OfEntity limit(int most) {
      return new OfEntity(entity, most);
    }
  }

  /** Of a topic, at most fifty memories. */
  static OfTopic of(String topic) {
    return new OfTopic(topic, 50);
  }

  /** Of an entity, at most fifty facts. */
  static OfEntity of(EntityId entity) {
    return new OfEntity(entity, 50);
  }

  /** At most this many memories. */
  Evolution limit(int most);

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw InvalidInputException.query(
          "evolution.limit", "must be 1 to " + MOST + ", got " + limit);
    }
  }
}
