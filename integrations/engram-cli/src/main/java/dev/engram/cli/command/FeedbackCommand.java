package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.Remembered;
import dev.engram.query.Feedback;
import dev.engram.query.Verdict;
import dev.engram.scope.Principal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a judgement of a memory that answered. */
@Command(
    name = "feedback",
    description = {
      "Say that a memory helped, did not help, or was wrong.",
      "One that did not help or was wrong is held back for 90 days",
      "from questions like the one that --asked names."
    })
public final class FeedbackCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final IdArgument id = new IdArgument();

  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // required, so set by picocli before call()
  @Parameters(index = "1", paramLabel = "VERDICT", description = "helpful, unhelpful or corrected.")
  private Verdict verdict;

  @Option(
      names = "--to",
      paramLabel = "TEXT",
      description = {
        "What is right instead, as for 'update'; it is",
        "remembered. Of a correction only, and required."
      })
  private Optional<String> right = Optional.empty();

  @Option(
      names = "--asked",
      paramLabel = "QUESTION",
      description = "The question that the memory answered.")
  private Optional<String> asked = Optional.empty();

  /** A command in this world. */
  public FeedbackCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    if ((verdict == Verdict.CORRECTED) != right.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "'--to TEXT' goes with 'corrected', and with nothing else");
    }
    Optional<Remembered> correction;
    try (MemoryGraph memory = arguments.open(host, Use.ASK)) {
      Principal principal = arguments.principal();
      correction = memory.feedback(id.value(), feedback(memory, principal), principal);
    }
    String label = verdict.label();
    if (arguments.json()) {
      var result = Json.object().put("id", id.value().toString()).put("verdict", label);
      correction.ifPresent(one -> result.put("correction", one.id().toString()));
      Json.print(host, result);
    } else {
      Page.of(host)
          .line(id.value() + "  " + label + correction.map(one -> " by " + one.id()).orElse(""));
    }
    return 0;
  }

  private Feedback feedback(MemoryGraph memory, Principal principal) {
    Feedback feedback =
        switch (verdict) {
          case HELPFUL -> Feedback.helpful();
          case UNHELPFUL -> Feedback.unhelpful();
          case CORRECTED ->
              Feedback.correctedTo(
                  Revised.of(memory.get(id.value(), principal), right.orElseThrow()));
        };
    return asked.map(feedback::asked).orElse(feedback);
  }
}
