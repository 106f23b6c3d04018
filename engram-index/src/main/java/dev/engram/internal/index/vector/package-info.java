/** The vector index contract: spaces, metrics, hits and typed errors. */
@NullMarked
package dev.engram.internal.index.vector;

import org.jspecify.annotations.NullMarked;
