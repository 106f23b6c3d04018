package dev.engram.internal.screen.injection;

import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import java.util.ArrayList;
import java.util.List;

/** What of a memory to be may come to stand in a prompt: each text by itself, and together. */
public final class MemoryTexts {
  private MemoryTexts() {}

  /**
   * A text.
   *
   * @param field its name as the caller knows it
   * @param text what it says
   */
  public record Named(String field, String text) {
    /** Shows the name only: the text is content. */
    @Override
    public String toString() {
      return "Named[" + field + "]";
    }
  }

  /** The texts of a memory, empty ones left out. */
  public static List<Named> of(NewMemory memory) {
    var texts = new ArrayList<Named>();
    switch (memory) {
      case Turn turn -> {
        texts.add(new Named("turn.text", turn.text()));
        turn.speaker().ifPresent(speaker -> texts.add(new Named("turn.speaker", speaker)));
      }
      case Statement stated -> {
        texts.add(new Named("statement", stated.text()));
        texts.add(new Named("statement.object", stated.object()));
      }
      case Routine routine -> {
        texts.add(new Named("routine", routine.text()));
        texts.add(new Named("routine.tools", String.join(" ", routine.tools())));
      }
    }
    texts.removeIf(one -> one.text().isEmpty());
    return texts;
  }
}
