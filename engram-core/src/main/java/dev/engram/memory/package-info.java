/** What is remembered: episodes, facts, procedures, and the edges between them. */
@NullMarked
package dev.engram.memory;

import org.jspecify.annotations.NullMarked;
