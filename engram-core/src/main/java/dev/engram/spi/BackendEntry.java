package dev.engram.spi;

/**
 * The vectors of one id, for an outside store. Whoever receives one may keep the arrays and must
 * not change them.
 *
 * @param id zero or more; says nothing about what it stands for
 * @param parts at least one vector, shape {@code [parts][dimension]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record BackendEntry(int id, float[][] parts) {
  public BackendEntry {
    if (id < 0) {
      throw new IllegalArgumentException("id must be zero or more, got " + id);
    }
    if (parts.length == 0) {
      throw new IllegalArgumentException("an entry has at least one vector");
    }
  }
}
