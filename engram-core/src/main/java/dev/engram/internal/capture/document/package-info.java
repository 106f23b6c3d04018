/** Cuts documents along their own structure. */
@NullMarked
package dev.engram.internal.capture.document;

import org.jspecify.annotations.NullMarked;
