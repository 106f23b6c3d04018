package dev.engram.internal.index.hnsw;

/**
 * A code to compare nodes with, wherever it lies. The score of a node is {@code base + weight
 * addend + factor scale <bytes, bytes>}, addend, scale and the other bytes being the node's.
 *
 * @param bytes holds the code, among others perhaps
 * @param from where it begins
 * @param factor of the inner product
 * @param weight of the node's addend, 0 or 1
 * @param base what does not depend on the node
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record CodeView(byte[] bytes, int from, float factor, float weight, float base) {}
