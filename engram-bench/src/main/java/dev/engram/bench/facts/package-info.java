/** How many of a dialogue's facts are found, and how many of those found are true. */
@NullMarked
package dev.engram.bench.facts;

import org.jspecify.annotations.NullMarked;
