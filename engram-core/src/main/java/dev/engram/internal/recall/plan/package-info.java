/** How a question is understood before anything is searched: intent, times, names, sides. */
@NullMarked
package dev.engram.internal.recall.plan;

import org.jspecify.annotations.NullMarked;
