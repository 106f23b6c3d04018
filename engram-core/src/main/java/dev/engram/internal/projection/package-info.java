/**
 * Indexes as shadows of the vault: fed by its change log, saved inside it, and rebuilt from it when
 * missing or damaged.
 */
@NullMarked
package dev.engram.internal.projection;

import org.jspecify.annotations.NullMarked;
