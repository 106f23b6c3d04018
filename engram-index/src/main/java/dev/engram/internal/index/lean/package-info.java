/**
 * One bit a component in memory, scanned whole; the few that remain are scored from finer copies.
 */
@NullMarked
package dev.engram.internal.index.lean;

import org.jspecify.annotations.NullMarked;
