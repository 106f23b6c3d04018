package dev.engram.internal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.Item;
import dev.engram.internal.index.flat.Int8Code;

/**
 * One vector in a graph: an ordinal and a code whose bytes the flat index holds too. It is its own
 * vector, so that a distance needs no second object.
 *
 * <p>The code of a node that was read from an image is bound once, before the graph is used.
 */
@SuppressWarnings("serial") // saved by NodeSerializer, never by itself
final class Node implements Item<Integer, Node> {
  private static final long serialVersionUID = 1L;

  private final int id;
  private final int ordinal;
  private Int8Code code;

  Node(int id, int ordinal, Int8Code code) {
    this.id = id;
    this.ordinal = ordinal;
    this.code = code;
  }

  void bind(Int8Code shared) {
    this.code = shared;
  }

  int ordinal() {
    return ordinal;
  }

  Int8Code code() {
    return code;
  }

  @Override
  public Integer id() {
    return id;
  }

  @Override
  public Node vector() {
    return this;
  }

  @Override
  public int dimensions() {
    return code.bytes().length;
  }
}
