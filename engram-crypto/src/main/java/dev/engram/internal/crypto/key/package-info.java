/** Where the master key comes from: passphrases and key files. */
@NullMarked
package dev.engram.internal.crypto.key;

import org.jspecify.annotations.NullMarked;
