/** What of a memory may lie in clear rows, and what is sealed under the field key. */
@NullMarked
package dev.engram.internal.seal;

import org.jspecify.annotations.NullMarked;
