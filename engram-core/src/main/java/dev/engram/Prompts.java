package dev.engram;

import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.lifecycle.Prompted;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.RecallPrompt;
import dev.engram.query.TokenBudget;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.Optional;

/**
 * What of a memory reaches a language model, and what is kept from it.
 *
 * <p>A stored text may be an attack: somebody said it, a page held it, a tool answered it. So what
 * looks like instructions to a model is flagged when it comes and answers no recall that does not
 * ask for it; what goes into a prompt is looked at once more; and it stands between tags with a
 * number drawn for each prompt, in which nothing can look like a tag. See the guide to screening.
 *
 * <p>Thread-safe. Cost beyond that of the recall: some 70 µs for each memory when it is first
 * rendered, a few µs afterwards, and counting the tokens of the whole.
 */
public final class Prompts {
  private final Prompted prompted;

  Prompts(Prompted prompted) {
    this.prompted = prompted;
  }

  /**
   * Answers a question for a prompt. A query's token budget holds for the whole text, with
   * everything that stands around the memories.
   */
  public RecallPrompt recall(Query query, Principal principal) {
    return prompted.recall(query, principal);
  }

  /** An answer for a prompt, as of a {@link Conversation}, whole. */
  public RecallPrompt of(Recall recall, Principal principal) {
    return prompted.of(recall, Optional.empty(), principal);
  }

  /** The same within a budget: the last of its hits are left out until it fits. */
  public RecallPrompt of(Recall recall, TokenBudget budget, Principal principal) {
    return prompted.of(recall, Optional.of(budget), principal);
  }

  /** Memories that are kept back because they look like instructions to a model, newest first. */
  public List<Memory> flagged(Listing listing, Principal principal) {
    return prompted.flagged(listing, principal);
  }

  /**
   * Keeps a memory back, and with it the facts that only it speaks for. What they closed before
   * stays closed.
   *
   * @throws AccessException {@code E2005} if the memory is not visible, {@code E4001} if it may not
   *     be changed
   */
  public void flag(MemoryId id, Principal principal) {
    prompted.flag(id, principal);
  }

  /**
   * Lets a memory speak again that a person has looked at: it answers, goes into prompts whatever
   * the detector says of it, and facts are sought in it if none were. New words are judged afresh.
   *
   * @param principal an administrator, who exists in host code alone
   * @throws AccessException {@code E2005} if the memory is not visible, {@code E4001} for anybody
   *     else
   * @throws InvalidInputException {@code E4005} if it is not flagged, or not active
   */
  public void release(MemoryId id, Principal principal) {
    prompted.release(id, principal);
  }
}
