/** The keychains of Linux, macOS and Windows, reached through their own libraries. */
@NullMarked
package dev.engram.internal.keychain;

import org.jspecify.annotations.NullMarked;
