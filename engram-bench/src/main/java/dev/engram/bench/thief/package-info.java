/** Plays somebody who has a vault's files and not its key, and tells what there is to learn. */
@NullMarked
package dev.engram.bench.thief;

import org.jspecify.annotations.NullMarked;
