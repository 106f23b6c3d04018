package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.Texts;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.RecallPrompt;
import dev.engram.query.TokenBudget;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a question. */
@Command(name = "recall", description = "Answer a question with what is remembered, best first.")
public final class RecallCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Parameters(paramLabel = "QUERY", arity = "1..*", description = "The question; '-' reads it.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many memories, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit = 5;

  @Option(
      names = "--budget",
      paramLabel = "TOKENS",
      description = "What fits into so many tokens (o200k_base).")
  private Optional<Integer> budget = Optional.empty();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only episode, fact or procedure; repeatable.")
  private List<MemoryKind> kinds = new ArrayList<>();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = {
        "As the memory stood then, e.g. 2026-03-01 or",
        "2026-03-01T12:00:00Z; a day counts to its end."
      })
  private Optional<String> asOf = Optional.empty();

  @Option(names = "--past", description = "With facts that held once and do not any more.")
  private boolean past;

  @Option(names = "--why", description = "Show what each signal said, and where the time went.")
  private boolean why;

  @Option(
      names = "--flagged",
      description = "With what is kept back because it looks like instructions to a model.")
  private boolean flagged;

  @Option(
      names = "--prompt",
      description = {
        "Print what a language model may be handed: memories between tags, as data;",
        "--budget then holds for all of it."
      })
  private boolean prompt;

  /** A command in this world. */
  public RecallCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Query query = Query.of(Texts.of(host, words)).limit(limit);
    query = budget.map(TokenBudget::of).map(query::within).orElse(query);
    if (!kinds.isEmpty()) {
      query = query.only(EnumSet.copyOf(kinds));
    }
    if (asOf.isPresent()) {
      query = query.asOf(Moments.parse("--as-of", asOf.get(), host.clock().getZone()));
    }
    query = past ? query.includingPast() : query;
    query = flagged ? query.includingFlagged() : query;
    return prompt ? prompt(query) : answer(query);
  }

  private int prompt(Query query) {
    RecallPrompt made;
    try (MemoryGraph memory = arguments.open(host, Use.ASK)) {
      made = memory.prompts().recall(query, arguments.principal());
    }
    if (arguments.json()) {
      var result = Json.object().put("prompt", made.text()).put("tokens", made.tokens());
      result.set(
          "shown", Json.texts(made.shown().stream().map(hit -> hit.id().toString()).toList()));
      result.set("withheld", Json.texts(made.withheld().stream().map(MemoryId::toString).toList()));
      Json.print(host, result);
    } else {
      host.out().print(made.text());
    }
    if (!made.withheld().isEmpty()) {
      host.err()
          .println("note: " + made.withheld().size() + " withheld; see 'engram list --flagged'");
    }
    host.err().flush();
    return 0;
  }

  private int answer(Query query) {
    Recall recall;
    try (MemoryGraph memory = arguments.open(host, Use.ASK)) {
      recall = memory.recall(query, arguments.principal());
    }
    if (arguments.json()) {
      RecallJson.print(host, recall);
    } else {
      new RecallPage(host, Page.of(host)).print(recall, why);
    }
    return 0;
  }
}
