package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A memory's name for ever: a UUID of version 7 (RFC 9562), so ids sort by when they were made.
 *
 * @param uuid the value
 */
public record MemoryId(UUID uuid) implements Comparable<MemoryId> {
  /**
   * Makes an id.
   *
   * @param epochMillis when, in milliseconds since 1970
   * @param random 74 random bits are taken from it
   */
  public static MemoryId create(long epochMillis, RandomGenerator random) {
    long high = (epochMillis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = 0x8000000000000000L | (random.nextLong() & 0x3FFFFFFFFFFFFFFFL);
    return new MemoryId(new UUID(high, low));
  }

  /**
   * Reads the canonical text of 36 characters.
   *
   * @throws InvalidInputException if it is anything else
   */
  public static MemoryId parse(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) { // fromString reads misplaced dashes as well
        return new MemoryId(uuid);
      }
    } catch (IllegalArgumentException notHex) {
      // answered below: the text itself must not enter a message
    }
    throw InvalidInputException.of(
        "memory.id", "of " + text.length() + " characters is no UUID of 36 characters");
  }

  @Override
  public int compareTo(MemoryId other) {
    int high =
        Long.compareUnsigned(uuid.getMostSignificantBits(), other.uuid.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            uuid.getLeastSignificantBits(), other.uuid.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return uuid.toString();
  }
}
