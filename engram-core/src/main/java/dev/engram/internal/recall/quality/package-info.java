/** What recalls teach: judgements of answers, use of memories, and how good answers were. */
@NullMarked
package dev.engram.internal.recall.quality;

import org.jspecify.annotations.NullMarked;
