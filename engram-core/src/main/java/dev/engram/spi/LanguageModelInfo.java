package dev.engram.spi;

import dev.engram.spi.EmbeddingModel.Locality;

/**
 * Which language model answers, and where.
 *
 * @param id names the model, for example {@code ollama/qwen3:4b}; 1 to 128 characters
 * @param contextTokens how many tokens a request and its answer may have together, at least 256
 * @param locality whether text leaves this process, or this machine, to be answered
 */
public record LanguageModelInfo(String id, int contextTokens, Locality locality) {
  public LanguageModelInfo {
    if (id.isBlank() || id.length() > 128) {
      throw new IllegalArgumentException(
          "model id must have 1 to 128 characters, got " + id.length());
    }
    if (contextTokens < 256) {
      throw new IllegalArgumentException(
          "contextTokens must be at least 256, got " + contextTokens);
    }
  }
}
