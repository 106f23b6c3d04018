package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Progress;
import dev.engram.cli.text.Style;
import dev.engram.cli.vault.Texts;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.Category;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Placement;
import dev.engram.memory.Remembered;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Remembers a text, many texts, a fact or a procedure. */
@Command(
    name = "remember",
    description = "Remember something said, a fact, or how something is done.")
public final class RememberCommand implements Callable<Integer> {
  /** Each batch is all or nothing, costs one fsync, and moves the progress on. */
  private static final int BATCH = 64;

  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "What was said; '-', or nothing in a pipe, reads standard input.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--lines", description = "Each line is a memory of its own; blank ones are not.")
  private boolean lines;

  @Option(names = "--speaker", paramLabel = "NAME", description = "Who said it.")
  private Optional<String> speaker = Optional.empty();

  @Option(
      names = "--session",
      paramLabel = "NAME",
      description = "The conversation: its turns are each other's context.")
  private Optional<String> session = Optional.empty();

  @Option(
      names = "--time",
      paramLabel = "ISO",
      description = "When it happened: 2025-03-14, 2025-03-14T09:30, with an offset or without.")
  private Optional<Instant> time = Optional.empty();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "Who it belongs to. Default: where the agent is, else the agent alone.")
  private Optional<Scope> scope = Optional.empty();

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "What it is about: preference, person, project, technical and so on.")
  private Optional<Category> category = Optional.empty();

  @Option(names = "--importance", paramLabel = "0..1", description = "How much it matters.")
  private Optional<Double> importance = Optional.empty();

  @Option(
      names = "--fact",
      arity = "3",
      paramLabel = "SUBJECT PREDICATE OBJECT",
      hideParamSyntax = true,
      description = "Remember a fact.")
  private List<String> fact = new ArrayList<>();

  @Option(
      names = "--how",
      paramLabel = "TASK",
      description = "Remember how a task is done; with --step for each step.")
  private Optional<String> task = Optional.empty();

  @Option(names = "--step", paramLabel = "STEP", description = "A step of --how, in order.")
  private List<String> steps = new ArrayList<>();

  /** A command in this world. */
  public RememberCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    List<? extends NewMemory> memories = memories();
    Principal principal = arguments.principal();
    var remembered = new ArrayList<Remembered>(memories.size());
    try (MemoryGraph memory = arguments.open(host, Use.FILL);
        Progress progress = Progress.of(host)) {
      for (int from = 0; from < memories.size(); from += BATCH) {
        int to = Math.min(memories.size(), from + BATCH);
        remembered.addAll(memory.remember(memories.subList(from, to), principal));
        if (memories.size() > BATCH) {
          progress.at("remembered", to, memories.size());
        }
      }
    }
    report(remembered);
    return 0;
  }

  private List<? extends NewMemory> memories() {
    boolean asFact = !fact.isEmpty();
    boolean asRoutine = task.isPresent();
    if ((asFact ? 1 : 0) + (asRoutine ? 1 : 0) + (words.isEmpty() ? 0 : 1) > 1) {
      throw usage("give one of TEXT, --fact and --how");
    }
    if (asFact != (fact.size() == 3)) {
      throw usage("--fact takes three words: SUBJECT PREDICATE OBJECT; give it once");
    }
    if (!steps.isEmpty() && !asRoutine) {
      throw usage("--step belongs to --how");
    }
    if (asRoutine && steps.isEmpty()) {
      throw usage("--how needs at least one --step");
    }
    if ((asFact || asRoutine) && (lines || speaker.isPresent() || session.isPresent())) {
      throw usage("--lines, --speaker and --session belong to TEXT");
    }
    if (asFact) {
      var statement = Statement.of(fact.get(0), fact.get(1), fact.get(2));
      return List.of(statement.with(filed(statement.placement())));
    }
    if (asRoutine) {
      var routine = Routine.of(task.get(), steps.toArray(String[]::new));
      return List.of(routine.with(filed(routine.placement())));
    }
    return turns();
  }

  private List<Turn> turns() {
    if (words.isEmpty() && host.terminal().in()) {
      throw usage("give TEXT, '-' for standard input, --fact or --how");
    }
    String text = Texts.of(host, words);
    if (!lines) {
      return List.of(turn(text));
    }
    List<Turn> turns = text.lines().filter(line -> !line.isBlank()).map(this::turn).toList();
    if (turns.isEmpty()) {
      throw usage("there is no line to remember");
    }
    return turns;
  }

  private Turn turn(String text) {
    Turn note = Turn.note(text);
    return new Turn(speaker, text, session, filed(note.placement()));
  }

  private Placement filed(Placement usual) {
    Placement filed = usual;
    filed = scope.map(filed::to).orElse(filed);
    filed = category.map(filed::as).orElse(filed);
    filed = time.map(filed::at).orElse(filed);
    return importance.map(filed::important).orElse(filed);
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private void report(List<Remembered> remembered) {
    if (arguments.json()) {
      var array = Json.object();
      var all = array.putArray("remembered");
      for (Remembered one : remembered) {
        all.addObject()
            .put("id", one.id().toString())
            .put("outcome", one.outcome().name().toLowerCase(Locale.ROOT))
            .put("embedded", one.embedded());
      }
      Json.print(host, array);
      return;
    }
    Page page = Page.of(host);
    if (remembered.size() == 1) {
      Remembered one = remembered.getFirst();
      page.line(
          one.id()
              + "  "
              + (stored(one) ? "stored" : "known already, strengthened")
              + page.styled(Style.DIM, one.embedded() ? "" : ", found by words alone as yet"));
      return;
    }
    long stored = remembered.stream().filter(RememberCommand::stored).count();
    long pending = remembered.stream().filter(one -> !one.embedded()).count();
    page.line(stored + " stored, " + (remembered.size() - stored) + " known already");
    if (pending > 0) {
      page.line(page.styled(Style.DIM, pending + " are found by words alone as yet"));
    }
  }

  private static boolean stored(Remembered one) {
    return one.outcome() == Remembered.Outcome.STORED;
  }
}
