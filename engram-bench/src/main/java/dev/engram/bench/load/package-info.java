/** How fast and how large Engram is, on generated memories. */
@NullMarked
package dev.engram.bench.load;

import org.jspecify.annotations.NullMarked;
