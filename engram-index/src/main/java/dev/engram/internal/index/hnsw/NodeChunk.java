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

  final float[] scales;

  /** Squared lengths, kept under metrics of distance only; empty otherwise. */
  final float[] squaredNorms;

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
    scales = new float[nodes];
    squaredNorms = new float[layout.metric().distance() ? nodes : 0];
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

  /** Bytes without those of the upper layers' rows. */
  long ramBytes() {
    return RamCost.array(codes.length, Byte.BYTES)
        + RamCost.array(scales.length, Float.BYTES)
        + RamCost.array(squaredNorms.length, Float.BYTES)
        + 4 * RamCost.array(ordinals.length, Integer.BYTES)
        + RamCost.array(links.length, Integer.BYTES)
        + RamCost.array(upper.length, RamCost.REFERENCE)
        + 128;
  }
}
