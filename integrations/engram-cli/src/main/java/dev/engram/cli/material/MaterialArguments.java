package dev.engram.cli.material;

import dev.engram.cli.host.Host;
import dev.engram.cli.vault.Readings;
import dev.engram.cli.vault.Texts;
import dev.engram.memory.Category;
import dev.engram.memory.Document;
import dev.engram.memory.DocumentFormat;
import dev.engram.memory.Finding;
import dev.engram.memory.Material;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Summary;
import dev.engram.memory.ToolResult;
import dev.engram.memory.Turn;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What is to be remembered: a text, a file, a fact or a procedure. Filled by picocli. */
public final class MaterialArguments {
  private static final String STANDARD_INPUT = "standard input";

  @SuppressWarnings("NullAway.Init") // set by picocli before the command is called
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "What was said; '-', or nothing in a pipe, reads standard input.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--lines", description = "Each line is a memory of its own; blank ones are not.")
  private boolean lines;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = {
        "Remember a file. A .jsonl has a turn a line, an object",
        "with speaker, time, text and session; a .md is a",
        "Markdown document, anything else a plain one."
      })
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--form",
      paramLabel = "FORM",
      converter = Form.Reading.class,
      description = "What the text is: turns, document, summary, tool, finding.")
  private Optional<Form> form = Optional.empty();

  @Option(names = "--title", paramLabel = "TITLE", description = "What a document is called.")
  private Optional<String> title = Optional.empty();

  @Option(names = "--tool", paramLabel = "NAME", description = "Which tool answered.")
  private Optional<String> tool = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where a finding was found; repeatable.")
  private List<String> urls = new ArrayList<>();

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
  private Optional<String> time = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = {
        "Where speakers count their days, and of times without",
        "an offset: Europe/Lisbon. Default: this machine's."
      })
  private Optional<ZoneId> zone = Optional.empty();

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

  /** Where those who speak count their days. */
  public ZoneId zone(Host host) {
    return zone.orElse(host.clock().getZone());
  }

  /** Everything that is to be remembered, in order; at least one thing. */
  public List<? extends Material> materials(Host host) {
    check();
    if (!fact.isEmpty()) {
      var statement = Statement.of(fact.get(0), fact.get(1), fact.get(2));
      return List.of(statement.with(filing(host).over(statement.placement())));
    }
    if (task.isPresent()) {
      var routine = Routine.of(task.get(), steps.toArray(String[]::new));
      return List.of(routine.with(filing(host).over(routine.placement())));
    }
    if (file.isEmpty() && words.isEmpty() && host.terminal().in()) {
      throw usage("give TEXT, '-' for standard input, --file, --fact or --how");
    }
    String text = file.map(Texts::in).orElseGet(() -> Texts.of(host, words));
    Optional<Form> taken = form.or(() -> file.map(Form::of));
    List<? extends Material> all =
        taken.isPresent() ? formed(host, taken.get(), text) : notes(host, text);
    if (all.isEmpty()) {
      throw usage("there is no line to remember");
    }
    return all;
  }

  private void check() {
    boolean asFact = !fact.isEmpty();
    boolean asRoutine = task.isPresent();
    int given =
        (asFact ? 1 : 0)
            + (asRoutine ? 1 : 0)
            + (file.isPresent() ? 1 : 0)
            + (words.isEmpty() ? 0 : 1);
    if (given > 1) {
      throw usage("give one of TEXT, --file, --fact and --how");
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
    if ((asFact || asRoutine)
        && (lines || speaker.isPresent() || session.isPresent() || form.isPresent())) {
      throw usage("--lines, --speaker, --session and --form belong to TEXT and --file");
    }
    if (file.filter(path -> path.equals(Path.of("-"))).isPresent()) {
      throw usage("--file takes a file; '-' as TEXT with --form reads standard input");
    }
    if (lines && (file.isPresent() || form.isPresent())) {
      throw usage("--lines belongs to TEXT without --form");
    }
    checkForm(form.or(() -> file.map(Form::of)));
  }

  private void checkForm(Optional<Form> taken) {
    if (title.isPresent() && taken.filter(Form.DOCUMENT::equals).isEmpty()) {
      throw usage("--title belongs to a document");
    }
    if (tool.isPresent() != taken.filter(Form.TOOL::equals).isPresent()) {
      throw usage("--form tool and --tool NAME belong together");
    }
    if (urls.isEmpty() == taken.filter(Form.FINDING::equals).isPresent()) {
      throw usage("--form finding and --url URL belong together");
    }
  }

  private List<? extends Material> formed(Host host, Form taken, String text) {
    Filing filing = filing(host);
    return switch (taken) {
      case TURNS -> new ChatLines(zone(host), speaker, named(), filing).read(text);
      case DOCUMENT -> {
        var document =
            Document.of(title.or(this::fileName).orElse(STANDARD_INPUT), text).as(format());
        yield List.of(document.with(filing.over(document.placement())));
      }
      case SUMMARY -> {
        var summary = Summary.of(named(), text);
        yield List.of(summary.with(filing.over(summary.placement())));
      }
      case TOOL -> {
        var result = ToolResult.of(tool.orElseThrow(), text);
        result = session.map(result::in).orElse(result);
        yield List.of(result.with(filing.over(result.placement())));
      }
      case FINDING -> {
        var finding = Finding.of(text, urls.toArray(String[]::new));
        yield List.of(finding.with(filing.over(finding.placement())));
      }
    };
  }

  /** What a text belongs to: what was said, else its file. */
  private String named() {
    return session.or(this::fileName).orElse(STANDARD_INPUT);
  }

  private Optional<String> fileName() {
    return file.map(path -> String.valueOf(path.getFileName()));
  }

  private DocumentFormat format() {
    return file.map(path -> Form.markdown(path) ? DocumentFormat.MARKDOWN : DocumentFormat.PLAIN)
        .orElse(DocumentFormat.AUTO);
  }

  private List<Turn> notes(Host host, String text) {
    Filing filing = filing(host);
    return lines
        ? text.lines().filter(line -> !line.isBlank()).map(line -> note(line, filing)).toList()
        : List.of(note(text, filing));
  }

  private Turn note(String text, Filing filing) {
    return new Turn(speaker, text, session, filing.over(Turn.note(text).placement()));
  }

  private Filing filing(Host host) {
    try {
      return new Filing(
          scope, category, time.map(text -> Readings.time(text, zone(host))), importance);
    } catch (TypeConversionException unreadable) {
      throw usage("--time " + unreadable.getMessage());
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
