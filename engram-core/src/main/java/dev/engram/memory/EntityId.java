package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * An entity's name for ever: a random UUID of version 4.
 *
 * @param uuid the value
 */
public record EntityId(UUID uuid) {
  /**
   * Makes an id.
   *
   * @param random 122 random bits are taken from it
   */
  public static EntityId create(RandomGenerator random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = 0x8000000000000000L | (random.nextLong() & 0x3FFFFFFFFFFFFFFFL);
    return new EntityId(new UUID(high, low));
  }

  /**
   * Reads the canonical text of 36 characters.
   *
   * @throws InvalidInputException if it is anything else
   */
  public static EntityId parse(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) {
        return new EntityId(uuid);
      }
    } catch (IllegalArgumentException notHex) {
      // answered below: the text itself must not enter a message
    }
    throw InvalidInputException.of(
        "entity.id", "of " + text.length() + " characters is no UUID of 36 characters");
  }

  @Override
  public String toString() {
    return uuid.toString();
  }
}
