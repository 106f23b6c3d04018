/** Takes facts from what is said with a language model, believing nothing it cannot check. */
@NullMarked
package dev.engram.internal.capture.model;

import org.jspecify.annotations.NullMarked;
