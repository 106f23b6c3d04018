package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.RamCost;
import java.util.Arrays;

/**
 * The arrays of a run of nodes. They never move and never grow; what may change in them, and when,
 * is the affair of {@link NodeStore}.
 */
final class NodeChunk {
  static final int[] GROUND_ONLY = new int[0];

  /** Codes side by side, shape {@code [nodes][dimension]}. */
  final byte[] codes;

  /** Scale and addend of each {@link NodeCode}, side by side since a score needs both. */
  final float[] scales;

  /** {@link NodeCode#hash}. */
  final int[] hashes;

  /** Whose vector a node is, or one of the states below zero. */
  final int[] ordinals;

  /** The node of the next part of the same ordinal. */
  final int[] parts;

  /** The next node with the very same code. */
  final int[] twins;

  /** Ground layer, shape {@code [nodes][1 + 2 M]}: a count and so many nodes. */
  final int[] links;

  /** How many rows of the ground layer name a node; the writer's. */
  final int[] inDegrees;

  /** Upper layers of a node, shape {@code [layers][1 + M]}. */
  final int[][] upper;

  /** How codes and links were last saved; the writer's. */
  final SavedPart.Slot savedCodes = new SavedPart.Slot();

  final SavedPart.Slot savedLinks = new SavedPart.Slot();

  NodeChunk(Layout layout) {
    int nodes = layout.chunkNodes();
    codes = new byte[nodes * layout.dimension()];
    scales = new float[2 * nodes];
    hashes = new int[nodes];
    ordinals = filled(nodes, NodeStore.FREE);
    parts = filled(nodes, NodeStore.NONE);
    twins = filled(nodes, NodeStore.NONE);
    links = new int[nodes * layout.groundStride()];
    inDegrees = new int[nodes];
    upper = new int[nodes][];
    Arrays.fill(upper, GROUND_ONLY);
  }

  private static int[] filled(int length, int value) {
    int[] array = new int[length];
    Arrays.fill(array, value);
    return array;
  }

  /**
   * Takes over all but codes and in-degrees from a chunk of the same layout, in the states that a
   * saved image would have.
   */
  void copyLinks(NodeChunk from) {
    for (int at = 0; at < ordinals.length; at++) {
      int ordinal = from.ordinals[at];
      boolean free = ordinal == NodeStore.FREE || ordinal == NodeStore.RETIRED;
      if (free) {
        continue;
      }
      boolean answers = ordinal >= 0;
      ordinals[at] = answers ? ordinal : NodeStore.DEAD;
      parts[at] = answers ? from.parts[at] : NodeStore.NONE;
      twins[at] = from.twins[at];
      upper[at] = from.upper[at].length == 0 ? GROUND_ONLY : from.upper[at].clone();
      int stride = links.length / ordinals.length;
      System.arraycopy(from.links, at * stride, links, at * stride, stride);
    }
  }

  void setCode(int at, NodeCode code) {
    System.arraycopy(code.bytes(), 0, codes, at * code.bytes().length, code.bytes().length);
    setScale(at, code.scale(), code.addend());
    hashes[at] = code.hash();
  }

  void setScale(int at, float scale, float addend) {
    scales[2 * at] = scale;
    scales[2 * at + 1] = addend;
  }

  float scale(int at) {
    return scales[2 * at];
  }

  float addend(int at) {
    return scales[2 * at + 1];
  }

  /** Bytes without those of the upper layers' rows. */
  long ramBytes() {
    return RamCost.array(codes.length, Byte.BYTES)
        + RamCost.array(scales.length, Float.BYTES)
        + 5 * RamCost.array(ordinals.length, Integer.BYTES)
        + RamCost.array(links.length, Integer.BYTES)
        + RamCost.array(upper.length, RamCost.REFERENCE)
        + 128;
  }
}
