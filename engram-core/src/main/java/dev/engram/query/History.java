package dev.engram.query;

import dev.engram.memory.Edge;
import dev.engram.memory.Memory;
import java.util.List;

/**
 * A memory's life.
 *
 * @param versions every version, oldest first
 * @param edges its links to and from memories that the principal sees
 */
public record History(List<Memory> versions, List<Edge> edges) {
  public History {
    versions = List.copyOf(versions);
    edges = List.copyOf(edges);
  }
}
