/** What is measured side by side: Engram's vector indexes and their peers. */
@NullMarked
package dev.engram.bench.vectors.contender;

import org.jspecify.annotations.NullMarked;
