/** The one gate through which words leave the process: who may have what, and in which wording. */
@NullMarked
package dev.engram.internal.outward;

import org.jspecify.annotations.NullMarked;
