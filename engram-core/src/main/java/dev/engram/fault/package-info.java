/** Every way Engram can refuse or fail, with a stable code. */
@NullMarked
package dev.engram.fault;

import org.jspecify.annotations.NullMarked;
