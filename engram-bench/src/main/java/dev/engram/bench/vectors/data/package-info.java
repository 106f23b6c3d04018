/** Vectors to measure with: real ones, mixtures of them, filters, and exact answers. */
@NullMarked
package dev.engram.bench.vectors.data;

import org.jspecify.annotations.NullMarked;
