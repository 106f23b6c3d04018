/** What the engine says of itself: counts, sizes and states, never content. */
@NullMarked
package dev.engram.health;

import org.jspecify.annotations.NullMarked;
