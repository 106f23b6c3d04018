package dev.engram.cli.command;

import dev.engram.cli.host.Host;
import dev.engram.cli.text.FactCard;
import dev.engram.cli.text.MemoryCard;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Style;
import dev.engram.memory.MemoryState;
import dev.engram.query.Answerability;
import dev.engram.query.Degradation;
import dev.engram.query.Form;
import dev.engram.query.Hit;
import dev.engram.query.Recall;
import java.time.ZoneId;
import java.util.Locale;

/** An answer for a person. */
final class RecallPage {
  /** Columns before a memory's words: rank, gap, score, gap. */
  private static final int MARGIN = 11;

  private final Host host;
  private final Page page;
  private final ZoneId zone;

  RecallPage(Host host, Page page) {
    this.host = host;
    this.page = page;
    this.zone = host.clock().getZone();
  }

  void print(Recall recall, boolean why) {
    var reasons = new WhyPage(page, zone);
    int rank = 0;
    for (Hit hit : recall.hits()) {
      rank++;
      print(rank, hit);
      if (why) {
        reasons.evidence(hit, MARGIN);
      }
    }
    if (why) {
      reasons.print(recall);
    }
    if (recall.hits().isEmpty()) {
      host.err().println("nothing found among " + recall.trace().visible() + " visible memories");
    }
    if (recall.answerability().verdict() == Answerability.Verdict.NOTHING_KNOWN
        && recall.trace().visible() > 0) {
      host.err().println("note: most likely nothing that is remembered answers this");
    }
    recall.trace().degradations().stream()
        .sorted()
        .forEach(d -> host.err().println("note: " + says(d)));
    if (recall.trace().droppedByBudget() > 0) {
      host.err()
          .println("note: " + recall.trace().droppedByBudget() + " more did not fit the budget");
    }
    if (recall.trace().suppressed() > 0) {
      host.err()
          .println(
              "note: "
                  + recall.trace().suppressed()
                  + " held back, judged wrong for such a question");
    }
    if (recall.trace().flagged() > 0) {
      host.err()
          .println(
              "note: "
                  + recall.trace().flagged()
                  + " that look like instructions to a model had no part; --flagged asks them too");
    }
    host.err().flush();
  }

  private void print(int rank, Hit hit) {
    page.wrapped(String.format(Locale.ROOT, "%3d  %4.2f  ", rank, hit.score()), hit.text());
    String form = hit.form() == Form.FULL ? "" : "  shown as " + WhyPage.label(hit.form());
    page.line(
        " ".repeat(MARGIN) + page.styled(Style.DIM, MemoryCard.about(hit.memory(), zone) + form));
    if (hit.memory().traits().state() == MemoryState.SUPERSEDED) {
      String held = "past: " + FactCard.validity(hit.memory(), zone);
      page.line(" ".repeat(MARGIN) + page.styled(Style.DIM, held));
    }
  }

  static String says(Degradation degradation) {
    return switch (degradation) {
      case NO_EMBEDDER -> "no embedder was chosen: answered by words alone";
      case EMBEDDER_UNAVAILABLE -> "the embedder did not answer: answered by words alone";
      case EMBEDDINGS_PENDING ->
          "some memories have no vectors yet and are found by words alone; 'engram maintain' makes"
              + " them";
      case INDEX_REBUILDING ->
          "an index is incomplete, so something may be missing; 'engram maintain' completes it";
      case SEARCH_CUT_SHORT ->
          "the search by meaning ran out of time; what it had found by then answers";
      case NO_TERMS -> "no word of the question could be looked up: answered by meaning alone";
      case TERMS_DROPPED -> "the question has very many words; the commonest were left out";
      case TIMES_SWAPPED ->
          "the question names a time that ends before it begins; its ends were swapped";
      case RERANKER_UNAVAILABLE -> "no reranker answers; the order is that of the signals";
      case RERANKER_FAILED -> "the reranker failed; the order is that of the signals";
      case OUTWARD_WITHHELD -> "the question must not leave this process; a model was not asked";
      case SEALED_UNREADABLE -> "a sealed memory does not open and was left out; see doctor";
    };
  }
}
