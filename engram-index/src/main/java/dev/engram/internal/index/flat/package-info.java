/** Exact vector search: every allowed vector is compared, nothing is built, nothing is missed. */
@NullMarked
package dev.engram.internal.index.flat;

import org.jspecify.annotations.NullMarked;
