/** From text to index terms: folding, cutting into words and their parts, stop words, stems. */
@NullMarked
package dev.engram.internal.index.lexical.analysis;

import org.jspecify.annotations.NullMarked;
