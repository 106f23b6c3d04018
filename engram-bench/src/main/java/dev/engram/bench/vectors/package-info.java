/** Measures vector indexes: searches under filters, size, opening, inserting, churn, soak. */
@NullMarked
package dev.engram.bench.vectors;

import org.jspecify.annotations.NullMarked;
