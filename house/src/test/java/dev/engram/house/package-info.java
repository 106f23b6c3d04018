/** Checks of the whole house: what the compiler cannot see, the build refuses here. */
@NullMarked
package dev.engram.house;

import org.jspecify.annotations.NullMarked;
