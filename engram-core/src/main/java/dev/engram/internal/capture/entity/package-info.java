/** Finds the names in a text. */
@NullMarked
package dev.engram.internal.capture.entity;

import org.jspecify.annotations.NullMarked;
