/** One place in an answer for what says one thing. */
@NullMarked
package dev.engram.internal.recall.dedup;

import org.jspecify.annotations.NullMarked;
