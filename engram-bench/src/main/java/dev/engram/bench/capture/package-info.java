/** What it costs to read what is remembered. */
@NullMarked
package dev.engram.bench.capture;

import org.jspecify.annotations.NullMarked;
