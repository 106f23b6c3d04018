/**
 * The one encrypted file that is the truth: connections, the single writer, the reader pool, schema
 * migrations and one class a table.
 */
@NullMarked
package dev.engram.internal.vault;

import org.jspecify.annotations.NullMarked;
