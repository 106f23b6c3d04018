/** What the audit of a vault tells: events, counts and keyed references, never content. */
@NullMarked
package dev.engram.audit;

import org.jspecify.annotations.NullMarked;
