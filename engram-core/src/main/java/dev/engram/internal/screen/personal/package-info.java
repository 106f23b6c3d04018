/** Finds what tells who someone is, and classes of facts that are nobody else's business. */
@NullMarked
package dev.engram.internal.screen.personal;

import org.jspecify.annotations.NullMarked;
