package dev.engram.archive;

import java.time.Instant;

/**
 * An import that was made.
 *
 * @param id its number
 * @param made when
 * @param memories how many memories it stored that are still in the vault, forgotten or not
 * @param undone whether it was undone
 */
public record KnownImport(long id, Instant made, int memories, boolean undone) {}
