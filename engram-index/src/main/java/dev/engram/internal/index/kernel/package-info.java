/** The innermost loops over vectors and codes, with SIMD where Java offers it. */
@NullMarked
package dev.engram.internal.index.kernel;

import org.jspecify.annotations.NullMarked;
