package dev.engram.internal.index.vector;

import static java.util.Objects.requireNonNull;

import dev.engram.internal.index.image.IndexImage;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A keeper of files as the vault is one: writes names it lacks, drops names that are gone. */
public final class SavedFiles {
  private final Map<String, byte[]> files = new TreeMap<>();

  public static SavedFiles of(IndexImage image) {
    var saved = new SavedFiles();
    saved.save(image);
    return saved;
  }

  /** Returns how many files had to be written. */
  public int save(IndexImage image) {
    files.keySet().retainAll(image.names());
    int written = 0;
    for (IndexImage.File file : image.files()) {
      if (!files.containsKey(file.name())) {
        files.put(file.name(), file.content().read());
        written++;
      }
    }
    return written;
  }

  public Map<String, byte[]> files() {
    return files;
  }

  public IndexImage image() {
    return new IndexImage(
        files.entrySet().stream()
            .map(file -> new IndexImage.File(file.getKey(), file.getValue()::clone))
            .toList());
  }

  public IndexImage with(String name, UnaryOperator<byte[]> damage) {
    var copy = new SavedFiles();
    copy.files.putAll(files);
    copy.files.put(name, damage.apply(requireNonNull(files.get(name)).clone()));
    return copy.image();
  }

  public IndexImage without(String name) {
    var copy = new SavedFiles();
    copy.files.putAll(files);
    copy.files.remove(name);
    return copy.image();
  }
}
