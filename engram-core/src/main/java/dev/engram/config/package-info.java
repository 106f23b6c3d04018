/** Options records and the vault's key. */
@NullMarked
package dev.engram.config;

import org.jspecify.annotations.NullMarked;
