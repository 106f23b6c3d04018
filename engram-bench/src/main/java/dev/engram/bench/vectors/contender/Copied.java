package dev.engram.bench.vectors.contender;

import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.VectorIndex;
import java.util.ArrayList;

/** Saves an index in memory, as a vault would on disk. Stateless. */
public final class Copied {
  private Copied() {}

  /** The bytes of an index as it is; called by its writer. */
  public static IndexImage of(VectorIndex index) {
    var files = new ArrayList<IndexImage.File>();
    try (IndexImage image = index.image()) {
      for (IndexImage.File file : image.files()) {
        byte[] bytes = file.content().read();
        files.add(new IndexImage.File(file.name(), bytes::clone));
      }
    }
    return new IndexImage(files);
  }
}
