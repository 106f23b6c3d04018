/** What a host can plug in: embedders and language models, and what helps to write one. */
@NullMarked
package dev.engram.spi;

import org.jspecify.annotations.NullMarked;
