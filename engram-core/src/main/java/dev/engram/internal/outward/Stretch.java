package dev.engram.internal.outward;

import dev.engram.memory.SecurityTier;

/**
 * Personal data in a text.
 *
 * @param start its first UTF-16 unit
 * @param end the unit after its last
 * @param label the name of its kind
 * @param tier which tier it gives a memory
 */
record Stretch(int start, int end, String label, SecurityTier tier) {}
