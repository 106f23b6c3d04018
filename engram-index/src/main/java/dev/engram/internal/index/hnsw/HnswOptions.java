package dev.engram.internal.index.hnsw;

/**
 * How a graph is built and searched, in the terms of Malkov and Yashunin, <i>Efficient and robust
 * approximate nearest neighbor search using hierarchical navigable small world graphs</i> (2018).
 *
 * @param links the paper's {@code M}: links of a node above the ground layer, and half of those
 *     within it ({@code Mmax0 = 2 M}); 4 to 64
 * @param buildBreadth the paper's {@code efConstruction}: how many candidates are kept while the
 *     neighbours of a new node are looked for; {@code links} to 2,048
 * @param searchBreadth the paper's {@code ef}: how many candidates a search keeps, more if more are
 *     wanted; 1 to 4,096
 * @param seed of the layers that nodes are drawn into: equal puts give equal graphs
 * @param chunkNodes nodes in a chunk, which is the unit of growth and of saving; a power of two
 *     from 16 to 65,536
 */
public record HnswOptions(
    int links, int buildBreadth, int searchBreadth, long seed, int chunkNodes) {
  /**
   * By measurement on 100K embeddings of dimension 384: recall@10 .990 where an exact scan of the
   * same codes has .995.
   */
  public static final HnswOptions DEFAULT = new HnswOptions(16, 100, 96, 42, 4096);

  private static final int MIN_CHUNK = 16;
  private static final int MAX_CHUNK = 1 << 16;

  public HnswOptions {
    within("links", links, 4, 64);
    within("buildBreadth", buildBreadth, links, 2048);
    within("searchBreadth", searchBreadth, 1, 4096);
    within("chunkNodes", chunkNodes, MIN_CHUNK, MAX_CHUNK);
    if (Integer.bitCount(chunkNodes) != 1) {
      throw new IllegalArgumentException("chunkNodes must be a power of two, got " + chunkNodes);
    }
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
  }

  /** The same, searched with another breadth. */
  public HnswOptions searching(int breadth) {
    return new HnswOptions(links, buildBreadth, breadth, seed, chunkNodes);
  }
}
