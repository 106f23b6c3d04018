/** How well personal data is found, on labelled spans and on ordinary talk. */
@NullMarked
package dev.engram.bench.personal;

import org.jspecify.annotations.NullMarked;
