/** The one path by which memories come back: query in, ranked and explained memories out. */
@NullMarked
package dev.engram.internal.recall;

import org.jspecify.annotations.NullMarked;
