/** The {@code engram} command: how it starts and which commands it has. */
@NullMarked
package dev.engram.cli;

import org.jspecify.annotations.NullMarked;
