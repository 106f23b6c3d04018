/** Commands that measure Engram. */
@NullMarked
package dev.engram.cli.measure;

import org.jspecify.annotations.NullMarked;
