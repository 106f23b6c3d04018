package dev.engram.internal.remember;

import dev.engram.memory.Memory;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Turn;

/** The words a memory is embedded by: who said it, and what. */
final class EmbeddedText {
  private EmbeddedText() {}

  static String of(NewMemory memory) {
    return memory instanceof Turn turn
        ? turn.speaker().map(speaker -> speaker + ": " + turn.text()).orElse(turn.text())
        : memory.text();
  }

  static String of(Memory memory) {
    return memory instanceof Memory.Episode episode
        ? episode.speaker().map(speaker -> speaker + ": " + episode.text()).orElse(episode.text())
        : memory.text();
  }
}
