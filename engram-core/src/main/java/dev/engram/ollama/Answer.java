package dev.engram.ollama;

import java.util.List;

/** What became of a request for vectors. */
sealed interface Answer {
  /**
   * One vector a text, in order.
   *
   * @param all each as the server gave it, components finite
   */
  record Vectors(List<float[]> all) implements Answer {}

  /** At least one text exceeds the model's context. */
  record TooLong() implements Answer {}
}
