package dev.engram.internal.recall;

import dev.engram.internal.recall.rank.Candidate;
import dev.engram.memory.Memory;

/**
 * A candidate with its memory read from the vault.
 *
 * @param memory as the vault holds it
 * @param candidate why it was chosen
 */
record Hydrated(Memory memory, Candidate candidate) {}
