package dev.engram.cli.host;

import java.util.Locale;

/** Which model finds memories by meaning. */
public enum EmbedderChoice {
  /** BGE small, in this process. */
  BGE,
  /** all-MiniLM-L6-v2, in this process. */
  MINILM,
  /** What Ollama serves on this machine. */
  OLLAMA,
  /** None: by words alone. */
  NONE;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
