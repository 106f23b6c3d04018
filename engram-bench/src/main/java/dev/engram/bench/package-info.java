/** Measures Engram: how well it recalls, how fast, how large, and what its peers do. */
@NullMarked
package dev.engram.bench;

import org.jspecify.annotations.NullMarked;
