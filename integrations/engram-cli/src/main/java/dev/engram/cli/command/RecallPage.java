package dev.engram.cli.command;

import dev.engram.cli.host.Host;
import dev.engram.cli.text.FactCard;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.MemoryCard;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Style;
import dev.engram.cli.text.Table;
import dev.engram.cli.text.Times;
import dev.engram.memory.MemoryState;
import dev.engram.query.Degradation;
import dev.engram.query.Evidence;
import dev.engram.query.Hit;
import dev.engram.query.Recall;
import dev.engram.query.Trace;
import dev.engram.query.Trust;
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
    int rank = 0;
    for (Hit hit : recall.hits()) {
      rank++;
      print(rank, hit);
      if (why) {
        evidence(hit);
      }
    }
    if (why) {
      trace(recall.trace());
    }
    if (recall.hits().isEmpty()) {
      host.err().println("nothing found among " + recall.trace().visible() + " visible memories");
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
    host.err().flush();
  }

  private void print(int rank, Hit hit) {
    page.wrapped(String.format(Locale.ROOT, "%3d  %4.2f  ", rank, hit.score()), hit.text());
    page.line(" ".repeat(MARGIN) + page.styled(Style.DIM, MemoryCard.about(hit.memory(), zone)));
    if (hit.memory().traits().state() == MemoryState.SUPERSEDED) {
      String held = "past: " + FactCard.validity(hit.memory(), zone);
      page.line(" ".repeat(MARGIN) + page.styled(Style.DIM, held));
    }
  }

  private void evidence(Hit hit) {
    Table table = Table.of(MARGIN, "signal", ">rank", ">score", ">adds");
    for (Evidence said : hit.evidence()) {
      table.row(
          said.signal(),
          "#" + said.rank(),
          String.format(Locale.ROOT, "%.2f", said.score()),
          String.format(Locale.ROOT, "%+.3f", said.contribution()));
    }
    page.table(table);
    page.line(" ".repeat(MARGIN) + page.styled(Style.DIM, trust(hit.trust())));
    page.blank();
  }

  private static String trust(Trust trust) {
    return String.format(
        Locale.ROOT,
        "trust %.2f: relevance %.2f, accuracy %.2f, freshness %.2f, utility %.2f",
        trust.composite(),
        trust.relevance(),
        trust.accuracy(),
        trust.freshness(),
        trust.utility());
  }

  private void trace(Trace trace) {
    Table table = Table.of(2, "stage", "how", ">memories", ">time");
    for (Trace.Stage stage : trace.stages()) {
      table.row(
          stage.name(),
          Glyphs.clip(stage.detail(), 30),
          stage.name().equals("embed") ? "" : Integer.toString(stage.candidates()),
          Times.took(stage.took()));
    }
    page.table(table.row("all", "", "", Times.took(trace.took())));
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
      case NO_TERMS -> "no word of the question could be looked up: answered by meaning alone";
      case TERMS_DROPPED -> "the question has very many words; the commonest were left out";
      case RERANKER_UNAVAILABLE -> "no reranker answers; the order is that of the signals";
      case RERANKER_FAILED -> "the reranker failed; the order is that of the signals";
    };
  }
}
