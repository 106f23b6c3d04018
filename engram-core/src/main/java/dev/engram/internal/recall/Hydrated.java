package dev.engram.internal.recall;

import dev.engram.internal.recall.rank.Candidate;
import dev.engram.memory.Memory;
import dev.engram.query.Trust;

/**
 * A candidate with its memory read from the vault.
 *
 * @param memory as the vault holds it
 * @param root its root ordinal
 * @param candidate why it was chosen
 * @param trust how far it can be relied on
 */
record Hydrated(Memory memory, int root, Candidate candidate, Trust trust) {}
