/** The one path by which memories enter and change. */
@NullMarked
package dev.engram.internal.remember;

import org.jspecify.annotations.NullMarked;
