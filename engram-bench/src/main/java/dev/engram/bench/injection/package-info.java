/** How well injections are told from honest texts, and the fit of the model that tells them. */
@NullMarked
package dev.engram.bench.injection;

import org.jspecify.annotations.NullMarked;
