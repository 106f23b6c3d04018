/** English, shallowly: sentences, tokens, parts of speech and verb forms. */
@NullMarked
package dev.engram.internal.capture.language;

import org.jspecify.annotations.NullMarked;
