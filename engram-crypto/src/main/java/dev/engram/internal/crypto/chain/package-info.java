/** The keyed hash chain that makes an append-only log tamper-evident. */
@NullMarked
package dev.engram.internal.crypto.chain;

import org.jspecify.annotations.NullMarked;
