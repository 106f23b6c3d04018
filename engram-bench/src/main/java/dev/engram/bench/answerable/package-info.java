/** Whether the engine knows what it does not know: measured, and fitted. */
@NullMarked
package dev.engram.bench.answerable;

import org.jspecify.annotations.NullMarked;
