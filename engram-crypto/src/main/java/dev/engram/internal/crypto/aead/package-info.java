/** Authenticated encryption: single fields, and streams of any length. */
@NullMarked
package dev.engram.internal.crypto.aead;

import org.jspecify.annotations.NullMarked;
