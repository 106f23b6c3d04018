/** What a conversation is about, where it is heading, and what it will probably ask next. */
@NullMarked
package dev.engram.internal.working;

import org.jspecify.annotations.NullMarked;
