/**
 * Engram: an embeddable, encrypted memory engine for AI agents.
 *
 * <p>Start at {@link dev.engram.MemoryGraph#open}. Vocabulary lies in {@code dev.engram.memory},
 * {@code dev.engram.scope} and {@code dev.engram.query}; what lies under {@code
 * dev.engram.internal} is not API.
 */
@NullMarked
package dev.engram;

import org.jspecify.annotations.NullMarked;
