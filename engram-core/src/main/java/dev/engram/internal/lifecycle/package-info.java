/** Opening, idle work, health, diagnosis and closing. */
@NullMarked
package dev.engram.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
