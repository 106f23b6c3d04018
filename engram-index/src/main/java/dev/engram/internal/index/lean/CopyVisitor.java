package dev.engram.internal.index.lean;

/** Takes vectors, as fine copies have them, in turn. */
@FunctionalInterface
public interface CopyVisitor {
  /**
   * One ordinal.
   *
   * @param vectors shape {@code [parts][dimension]}
   * @return whether to go on
   */
  boolean visit(int ordinal, float[][] vectors);
}
