/**
 * What a host can plug in: embedders, language models, vector stores; and what helps to write one.
 */
@NullMarked
package dev.engram.spi;

import org.jspecify.annotations.NullMarked;
