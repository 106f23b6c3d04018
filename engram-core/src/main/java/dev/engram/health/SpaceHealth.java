package dev.engram.health;

/**
 * A vector space of a vault.
 *
 * @param model the embedding model
 * @param dimension the length of its vectors
 * @param metric how they are compared, in lower case
 * @param vectors how many vectors are searched now; zero if the space is not searched
 * @param memories how many memories have vectors in it, forgotten ones too
 * @param role what it is there for
 */
public record SpaceHealth(
    String model, int dimension, String metric, int vectors, int memories, Role role) {
  /** What a space is there for. */
  public enum Role {
    /** It is searched, and new memories are embedded in it. */
    IN_USE,
    /** Memories are being moved to it; those that are there are searched there. */
    COMING,
    /** Memories are being moved from it, by a model that this engine was not opened with. */
    LEAVING,
    /** It is kept for the day its model is used again. */
    RESTING,
    /** It was given up: its vectors go as idle work, but for those that a snapshot keeps. */
    RETIRED
  }
}
