/** Vectors kept in a Qdrant server. */
@NullMarked
package dev.engram.qdrant;

import org.jspecify.annotations.NullMarked;
