/** Generated memories, questions and vectors: the same for the same seed, and of no real person. */
@NullMarked
package dev.engram.bench.synthetic;

import org.jspecify.annotations.NullMarked;
