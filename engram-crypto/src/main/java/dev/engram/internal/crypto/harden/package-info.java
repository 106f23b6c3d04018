/** What the process can ask of its operating system against being looked into. */
@NullMarked
package dev.engram.internal.crypto.harden;

import org.jspecify.annotations.NullMarked;
