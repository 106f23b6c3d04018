package dev.engram.health;

import dev.engram.spi.EmbeddingModel.Locality;
import java.util.Map;

/**
 * What went to one service outside of Engram, and what was kept from it, since the vault was
 * opened: numbers and kinds, no content. Of one that runs in this process nothing is counted.
 *
 * @param service what it is, such as {@code embedder ollama/nomic-embed-text}
 * @param place where it is, as far as its address proves it; {@code REMOTE} if nothing does
 * @param unproven whether it says that it is on this machine and names no address, so that it
 *     counts as being elsewhere
 * @param calls how often it was called
 * @param texts how many texts it was given
 * @param replaced how many stretches were replaced by placeholders, by kind
 * @param withheld how many texts a policy kept here
 * @param failed how many texts stayed here because a detector failed
 */
public record OutwardHealth(
    String service,
    Locality place,
    boolean unproven,
    long calls,
    long texts,
    Map<String, Long> replaced,
    long withheld,
    long failed) {
  public OutwardHealth {
    replaced = Map.copyOf(replaced);
  }
}
