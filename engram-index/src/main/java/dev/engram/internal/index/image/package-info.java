/** How an index is saved: a set of immutable, named, checksummed files. */
@NullMarked
package dev.engram.internal.index.image;

import org.jspecify.annotations.NullMarked;
