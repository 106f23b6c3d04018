/** Micro-benchmarks of what recall spends its time on. */
@NullMarked
package dev.engram.bench.jmh;

import org.jspecify.annotations.NullMarked;
