/** One ranking of what the signals said. */
@NullMarked
package dev.engram.internal.recall.rank;

import org.jspecify.annotations.NullMarked;
