/** What others do with the same memories and questions, measured in the same run. */
@NullMarked
package dev.engram.bench.peer;

import org.jspecify.annotations.NullMarked;
