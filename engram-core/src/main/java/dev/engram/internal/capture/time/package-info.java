/** When the things that are talked of happened: temporal expressions found and resolved. */
@NullMarked
package dev.engram.internal.capture.time;

import org.jspecify.annotations.NullMarked;
