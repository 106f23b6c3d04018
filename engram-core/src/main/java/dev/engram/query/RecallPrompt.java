package dev.engram.query;

import dev.engram.memory.MemoryId;
import java.util.List;

/**
 * An answer as a language model may be handed it: each memory between tags that nothing stored can
 * forge, under a line that says that all of it is data (spec §10.14.2).
 *
 * @param recall the answer
 * @param text what goes into the prompt; empty if nothing does
 * @param tokens how many tokens that takes ({@code o200k_base}), never more than the query's budget
 * @param shown the hits that are in it, in order: the first has the id 1 there, and so on
 * @param withheld hits that are not, because they look like instructions to a model
 */
public record RecallPrompt(
    Recall recall, String text, int tokens, List<Hit> shown, List<MemoryId> withheld) {
  public RecallPrompt {
    shown = List.copyOf(shown);
    withheld = List.copyOf(withheld);
  }

  /** Shows sizes only: the text is content. */
  @Override
  public String toString() {
    return "RecallPrompt["
        + tokens
        + " tokens, "
        + shown.size()
        + " shown, "
        + withheld.size()
        + " withheld]";
  }
}
