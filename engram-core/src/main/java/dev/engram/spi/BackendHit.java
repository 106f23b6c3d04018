package dev.engram.spi;

/**
 * One id that an outside store found.
 *
 * @param id as it was put
 * @param score larger means nearer; on whatever scale, since Engram scores anew
 */
public record BackendHit(int id, float score) {}
