/** What shows that a vault's defences are in force: one probe a layer, each measures. */
@NullMarked
package dev.engram.internal.proof;

import org.jspecify.annotations.NullMarked;
