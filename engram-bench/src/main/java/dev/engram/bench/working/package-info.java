/** What a conversation adds to recall, measured on labelled sets. */
@NullMarked
package dev.engram.bench.working;

import org.jspecify.annotations.NullMarked;
