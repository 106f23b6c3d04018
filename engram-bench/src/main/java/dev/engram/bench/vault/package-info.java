/** Vaults that live as long as a measurement. */
@NullMarked
package dev.engram.bench.vault;

import org.jspecify.annotations.NullMarked;
