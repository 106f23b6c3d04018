package dev.engram.internal.recall.pack;

import dev.engram.internal.recall.rank.Hydrated;
import dev.engram.internal.token.TokenCounter;
import dev.engram.memory.TieredContent;
import dev.engram.query.Dropped;
import dev.engram.query.Form;
import dev.engram.query.Hit;
import dev.engram.query.TokenBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits an answer into a token budget (spec §5, §8.8): of each memory the form is shown that makes
 * the whole worth most, so that those of less use are shortened before they are left out. The order
 * of the ranking stays.
 *
 * <p>Never over the budget: tokens are those of what is shown, counted by the tokenizer now or when
 * the memory was captured, and those that the budget sets aside for what stands around.
 * Thread-safe. Cost: a few tens of microseconds, and counting the text of each memory that capture
 * did not look at.
 */
public final class Packing {
  private final TokenCounter counter;

  public Packing(TokenCounter counter) {
    this.counter = counter;
  }

  /**
   * What fits.
   *
   * @param hits best first
   * @param dropped what did not fit in any form
   */
  public record Packed(List<Hit> hits, List<Dropped> dropped) {}

  /** A form with its words. */
  private record Shown(Form form, String text, int tokens) {
    @Override
    public String toString() {
      return "Shown[" + tokens + " tokens]";
    }
  }

  /**
   * Packs.
   *
   * @param memories best first
   */
  public Packed pack(List<Hydrated> memories, Optional<TokenBudget> budget) {
    return budget
        .map(most -> pack(memories, most))
        .orElseGet(() -> new Packed(memories.stream().map(Packing::whole).toList(), List.of()));
  }

  private static Hit whole(Hydrated found) {
    return hit(found, new Shown(Form.FULL, found.memory().text(), 0));
  }

  private static Hit hit(Hydrated found, Shown shown) {
    return new Hit(
        found.memory(),
        shown.form,
        shown.text,
        found.candidate().score(),
        shown.tokens,
        found.candidate().evidence(),
        found.trust());
  }

  private Packed pack(List<Hydrated> memories, TokenBudget budget) {
    List<List<Shown>> forms = memories.stream().map(this::forms).toList();
    var items = new ArrayList<List<Knapsack.Option>>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      double relevance = Worth.relevance(i + 1);
      items.add(
          forms.get(i).stream()
              .map(shown ->
                  new Knapsack.Option(
                      shown.tokens + budget.each(), relevance * Worth.fidelity(shown.form)))
              .toList());
    }
    int[] chosen = Knapsack.choose(items, budget.tokens() - budget.around()).options();
    var hits = new ArrayList<Hit>();
    var dropped = new ArrayList<Dropped>();
    for (int i = 0; i < chosen.length; i++) {
      Hydrated found = memories.get(i);
      if (chosen[i] == Knapsack.NONE) {
        dropped.add(new Dropped(found.memory().id(), Dropped.Reason.BUDGET, Optional.empty()));
      } else {
        hits.add(hit(found, forms.get(i).get(chosen[i])));
      }
    }
    return new Packed(hits, dropped);
  }

  /** Each form that is shorter than the one before it. */
  private List<Shown> forms(Hydrated found) {
    if (found.sizes().isEmpty()) {
      String text = found.memory().text();
      return List.of(new Shown(Form.FULL, text, counter.count(text)));
    }
    TieredContent sizes = found.sizes().get();
    var forms = new ArrayList<Shown>(4);
    add(forms, new Shown(Form.FULL, sizes.full(), sizes.fullTokens()));
    add(forms, new Shown(Form.SUMMARY, sizes.summary(), sizes.summaryTokens()));
    add(forms, new Shown(Form.KEY_FACT, sizes.keyFact(), sizes.keyFactTokens()));
    add(forms, new Shown(Form.TAG, sizes.tag(), sizes.tagTokens()));
    return forms;
  }

  private static void add(List<Shown> forms, Shown shown) {
    if (forms.isEmpty() || shown.tokens < forms.getLast().tokens) {
      forms.add(shown);
    }
  }
}
