/** What a host can plug in: embedders and the clock that tests replace. */
@NullMarked
package dev.engram.spi;

import org.jspecify.annotations.NullMarked;
