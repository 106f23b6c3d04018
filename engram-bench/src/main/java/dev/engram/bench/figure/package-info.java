/** What was measured, and how it is printed. */
@NullMarked
package dev.engram.bench.figure;

import org.jspecify.annotations.NullMarked;
