package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.image.IndexImage;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file of an image, made when they are read, or just before what they are made
 * from changes: an image holds the moment it was taken. Nothing is copied for images that nobody
 * holds any more, or that were read.
 *
 * <p>Thread-safe: the saving thread reads, the writer freezes.
 */
final class SavedPart implements IndexImage.Content {
  private final Supplier<byte[]> encoder;
  private byte @Nullable [] frozen;
  private boolean changed;

  /** Images that were given this part and did not read it yet. */
  private int due;

  private SavedPart(Supplier<byte[]> encoder) {
    this.encoder = encoder;
  }

  @Override
  public synchronized byte[] read() {
    if (frozen == null && changed) {
      throw new IllegalStateException("read already, and changed since");
    }
    due--;
    return frozen == null ? encoder.get() : frozen;
  }

  private synchronized void freeze() {
    if (due > 0) {
      frozen = encoder.get();
    }
    changed = true;
  }

  private synchronized void hand() {
    due++;
  }

  /** How a part of a chunk was last saved. The writer's, but for a build before publication. */
  static final class Slot {
    private String name = "";
    private @Nullable WeakReference<SavedPart> last;

    /** The name it was saved under, if it has not changed since. */
    Optional<String> name() {
      return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** It is in a file of this name. */
    void loadedFrom(String file) {
      name = file;
    }

    /** A file of it as it is now. */
    IndexImage.File save(String file, Supplier<byte[]> encoder) {
      SavedPart part = last == null ? null : last.get();
      if (part == null) {
        part = new SavedPart(encoder);
        last = new WeakReference<>(part);
      }
      part.hand();
      name = file;
      return new IndexImage.File(file, part);
    }

    /** Called before it changes. */
    void changing() {
      if (!name.isEmpty()) {
        SavedPart part = last == null ? null : last.get();
        name = "";
        last = null;
        if (part != null) {
          part.freeze();
        }
      }
    }
  }
}
