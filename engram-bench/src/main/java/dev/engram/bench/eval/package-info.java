/** How well Engram recalls, measured on labelled sets. */
@NullMarked
package dev.engram.bench.eval;

import org.jspecify.annotations.NullMarked;
