/** Vectors in fewer bytes: trained codes, how far they err, and who is kept in which. */
@NullMarked
package dev.engram.internal.index.quantize;

import org.jspecify.annotations.NullMarked;
