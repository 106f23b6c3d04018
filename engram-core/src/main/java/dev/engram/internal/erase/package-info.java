/** What takes memories out of a vault for good, and proves nothing of them is left behind. */
@NullMarked
package dev.engram.internal.erase;

import org.jspecify.annotations.NullMarked;
