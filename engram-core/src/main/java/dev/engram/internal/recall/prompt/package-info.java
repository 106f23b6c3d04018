/** Hands answers to language models as data. */
@NullMarked
package dev.engram.internal.recall.prompt;

import org.jspecify.annotations.NullMarked;
