package dev.engram.internal.index.hnsw;

/**
 * What a node keeps of a vector, coded about a {@link Centre}.
 *
 * @param bytes of what the centre leaves, shape {@code [dimension]}
 * @param scale what one is worth
 * @param addend what every score of the node has added: the inner product of the centre and what it
 *     leaves; minus the squared length of the latter, as decoded, under metrics of distance
 * @param hash of the vector's own 8-bit code, for fingerprints
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record NodeCode(byte[] bytes, float scale, float addend, int hash) {}
