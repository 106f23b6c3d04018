package dev.engram.cli.host;

import dev.engram.spi.Embedder;
import java.util.Optional;

/** Where embedders come from. */
@FunctionalInterface
public interface EmbedderSource {
  /**
   * The embedder of a choice, if it is one.
   *
   * @param soon whether it will be needed at once, so that loading may begin now
   */
  Optional<Embedder> open(EmbedderChoice choice, boolean soon);
}
