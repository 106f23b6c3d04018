package dev.engram.internal.index.hnswlib;

/**
 * How a graph is built and searched.
 *
 * @param links links of a node per layer, twice as many on the lowest; 4 to 64
 * @param buildBreadth candidates kept while a node is linked, {@code links} to 1,000; more is
 *     slower to build and finds more
 * @param searchBreadth candidates kept while searching, 10 to 1,000; grows with {@code k}, with
 *     dead nodes and with the filter
 * @param breadthLimit beyond this breadth a search is exact instead, {@code searchBreadth} to
 *     10,000
 */
public record HnswlibOptions(int links, int buildBreadth, int searchBreadth, int breadthLimit) {
  public HnswlibOptions {
    check("links", links, 4, 64);
    check("buildBreadth", buildBreadth, links, 1_000);
    check("searchBreadth", searchBreadth, 10, 1_000);
    check("breadthLimit", breadthLimit, searchBreadth, 10_000);
  }

  /** 16 links, breadths of 100 and 96, exact beyond 768. */
  public static HnswlibOptions defaults() {
    return new HnswlibOptions(16, 100, 96, 768);
  }

  /** About how many bytes a graph of {@code nodes} nodes takes beside the codes it shares. */
  public long graphBytes(int nodes) {
    return Graph.ramBytes(links, nodes, nodes);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
  }
}
