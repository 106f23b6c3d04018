/** How several ranked lists become one, with every list's share kept for explanations. */
@NullMarked
package dev.engram.internal.index.fuse;

import org.jspecify.annotations.NullMarked;
