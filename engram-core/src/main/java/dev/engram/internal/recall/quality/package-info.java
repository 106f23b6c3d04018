/** How good an answer can be: whether anything is known of what is asked. */
@NullMarked
package dev.engram.internal.recall.quality;

import org.jspecify.annotations.NullMarked;
