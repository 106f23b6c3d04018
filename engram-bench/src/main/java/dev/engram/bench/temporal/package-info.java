/** How many temporal expressions are found and resolved as labelled. */
@NullMarked
package dev.engram.bench.temporal;

import org.jspecify.annotations.NullMarked;
