/** What is asserted: atomic sentences, each with its subject, predicate and object. */
@NullMarked
package dev.engram.internal.capture.proposition;

import org.jspecify.annotations.NullMarked;
