/** Weights of signals, fitted to labelled questions. */
@NullMarked
package dev.engram.bench.tune;

import org.jspecify.annotations.NullMarked;
