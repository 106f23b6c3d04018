/** A small command line for working on the measurements themselves. */
@NullMarked
package dev.engram.bench.main;

import org.jspecify.annotations.NullMarked;
