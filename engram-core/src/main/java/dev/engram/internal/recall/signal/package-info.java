/** What each way of looking says of memories: scores by ordinal, under the visibility filter. */
@NullMarked
package dev.engram.internal.recall.signal;

import org.jspecify.annotations.NullMarked;
