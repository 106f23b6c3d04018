/** One class a command. */
@NullMarked
package dev.engram.cli.command;

import org.jspecify.annotations.NullMarked;
