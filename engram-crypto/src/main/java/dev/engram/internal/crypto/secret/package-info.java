/** Secret bytes that live as short as possible in memory. */
@NullMarked
package dev.engram.internal.crypto.secret;

import org.jspecify.annotations.NullMarked;
