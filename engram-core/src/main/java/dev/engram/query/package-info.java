/** Questions, and ranked, explained answers. */
@NullMarked
package dev.engram.query;

import org.jspecify.annotations.NullMarked;
