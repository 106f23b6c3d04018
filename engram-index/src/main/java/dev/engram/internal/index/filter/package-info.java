/** Which ordinals a search may answer with. */
@NullMarked
package dev.engram.internal.index.filter;

import org.jspecify.annotations.NullMarked;
