/** Calls the host's embedder on a thread of its own and checks what it answers. */
@NullMarked
package dev.engram.internal.embed;

import org.jspecify.annotations.NullMarked;
