/**
 * How good answers are: whether anything is known of what is asked, and what recalls teach, by
 * judgements and by use.
 */
@NullMarked
package dev.engram.internal.recall.quality;

import org.jspecify.annotations.NullMarked;
