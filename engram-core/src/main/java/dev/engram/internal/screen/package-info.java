/** What a text passes before anything of it is stored, embedded or sent to a model. */
@NullMarked
package dev.engram.internal.screen;

import org.jspecify.annotations.NullMarked;
