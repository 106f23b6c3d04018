/** Scores how a text feels. */
@NullMarked
package dev.engram.internal.capture.affect;

import org.jspecify.annotations.NullMarked;
