/** Chooses, per index and per query, between exact and approximate search. */
@NullMarked
package dev.engram.internal.index.select;

import org.jspecify.annotations.NullMarked;
