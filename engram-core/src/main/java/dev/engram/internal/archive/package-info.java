/** Archives: records written out of a vault, and read in again through quarantine. */
@NullMarked
package dev.engram.internal.archive;

import org.jspecify.annotations.NullMarked;
