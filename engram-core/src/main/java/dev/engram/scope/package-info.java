/** Who a memory belongs to, and who asks. */
@NullMarked
package dev.engram.scope;

import org.jspecify.annotations.NullMarked;
