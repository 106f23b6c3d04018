package dev.engram.internal.index.image;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An index as a set of immutable files. A name is never used again for other bytes, so whoever
 * keeps the files writes only names it does not have and drops names that are gone.
 *
 * @param files every file of the index, at one moment
 * @param release lets the index change again what it held still while its files are read
 */
public record IndexImage(List<File> files, Runnable release) implements AutoCloseable {
  public IndexImage {
    files = List.copyOf(files);
  }

  /** Of an index that changes nothing that its files are made of. */
  public IndexImage(List<File> files) {
    this(files, IndexImage::holdsNothing);
  }

  private static void holdsNothing() {
    // there is nothing to let go of
  }

  /** The files have been read, or will not be; on the thread that asked for the image, once. */
  @Override
  public void close() {
    release.run();
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
