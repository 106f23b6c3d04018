/** The audit: an append-only hash chain in the vault, the session's ring, and sinks outside. */
@NullMarked
package dev.engram.internal.audit;

import org.jspecify.annotations.NullMarked;
