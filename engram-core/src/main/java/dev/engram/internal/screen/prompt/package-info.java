/** Hands recalled texts to a prompt as data. */
@NullMarked
package dev.engram.internal.screen.prompt;

import org.jspecify.annotations.NullMarked;
