package dev.engram.internal.index.image;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An index as a set of immutable files. A name is never used again for other bytes, so whoever
 * keeps the files writes only names it does not have and drops names that are gone.
 *
 * @param files every file of the index, at one moment
 */
public record IndexImage(List<File> files) {
  public IndexImage {
    files = List.copyOf(files);
  }

  /** The names of all files. */
  public SortedSet<String> names() {
    var names = new TreeSet<String>();
    files.forEach(file -> names.add(file.name()));
    return names;
  }

  /**
   * One immutable file.
   *
   * @param name unique within the index, for ever
   * @param content reads the bytes; called at most once, on the saving thread
   */
  public record File(String name, Content content) {}

  /** Reads the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** The whole file. */
    byte[] read();
  }
}
