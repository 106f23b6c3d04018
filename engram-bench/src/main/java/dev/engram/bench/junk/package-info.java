/** Measures, and fits, what tells junk from what is worth keeping. */
@NullMarked
package dev.engram.bench.junk;

import org.jspecify.annotations.NullMarked;
