/** What a principal may ask and learn, apart from what it sees: limits, bands, the envelope. */
@NullMarked
package dev.engram.internal.access;

import org.jspecify.annotations.NullMarked;
