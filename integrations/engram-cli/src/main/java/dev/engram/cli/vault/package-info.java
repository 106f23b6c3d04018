/** The arguments that every command on a vault takes, and what they open. */
@NullMarked
package dev.engram.cli.vault;

import org.jspecify.annotations.NullMarked;
