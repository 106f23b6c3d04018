/** Everything at once on one vector index, for minutes: no search may fail or come back short. */
@NullMarked
package dev.engram.bench.vectors.soak;

import org.jspecify.annotations.NullMarked;
