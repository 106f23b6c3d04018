/** Reads from a text what can be filtered by: people, technologies, paths, versions, quantities. */
@NullMarked
package dev.engram.internal.capture.metadata;

import org.jspecify.annotations.NullMarked;
