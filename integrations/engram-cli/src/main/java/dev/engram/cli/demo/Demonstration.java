package dev.engram.cli.demo;

import dev.engram.MemoryGraph;
import dev.engram.cli.demo.Conversation.Utterance;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Page.Field;
import dev.engram.cli.text.Progress;
import dev.engram.cli.text.Style;
import dev.engram.cli.text.Times;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.config.VaultOptions;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Remembered;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.History;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs the demonstration, section by section, and measures it. For one thread. */
final class Demonstration {
  private static final int BATCH = 16;
  private final Host host;
  private final Page page;
  private final Checks checks;
  private final Path vault;
  private final Supplier<VaultKey> key;
  private final Supplier<EngramOptions> options;
  private final Conversation conversation = Conversation.bundled();
  private final Map<String, Duration> sections = new LinkedHashMap<>();
  private final Principal friend = Principal.agent("demo");

  /**
   * Prepares it.
   *
   * @param vault a file that does not exist
   * @param key the same key at every call
   * @param options with a new embedder at every call
   */
  Demonstration(
      Host host, Page page, Path vault, Supplier<VaultKey> key, Supplier<EngramOptions> options) {
    this.host = host;
    this.page = page;
    this.checks = new Checks(page);
    this.vault = vault;
    this.key = key;
    this.options = options;
  }

  /** Runs all sections. */
  DemoReport run() {
    long start = System.nanoTime();
    page.line(
        page.styled(Style.BOLD, "Engram demo") + "  a memory for agents in one encrypted file");
    Remembering remembering;
    Knowledge.Size found;
    List<Answer> answers;
    try (MemoryGraph memory = MemoryGraph.open(vault, key.get(), options.get())) {
      remembering = timed("remember", () -> remember(memory));
      found = timed("find", () -> find(memory));
      answers = timed("ask", () -> ask(memory));
      timed("change", () -> change(memory));
    }
    FileLook look = timed("look", this::look);
    Duration opening = timed("reopen", () -> reopen(answers));
    var report =
        new DemoReport(
            remembering.stored,
            remembering.took,
            found,
            answers,
            look.bytes(),
            look.census().chiSquare(),
            opening,
            Duration.ofNanos(System.nanoTime() - start),
            checks.all());
    summary(report);
    return report;
  }

  private <T> T timed(String section, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    sections.put(section, Duration.ofNanos(System.nanoTime() - start));
    return result;
  }

  private record Remembering(int stored, Duration took) {}

  private Remembering remember(MemoryGraph memory) {
    title(1, "Remember");
    List<Turn> turns = conversation.utterances().stream().map(Utterance::turn).toList();
    fields(
        new Field("vault", vault.toString()),
        new Field("embedder", memory.health().embedder().orElse("none: recall by words alone")),
        new Field(
            "talk",
            turns.size()
                + " turns in "
                + conversation.sessions()
                + " sessions of "
                + String.join(", ", conversation.speakers())));
    long start = System.nanoTime();
    var remembered = new ArrayList<Remembered>();
    try (Progress progress = Progress.of(host)) {
      for (int from = 0; from < turns.size(); from += BATCH) {
        progress.at("remembering", from, turns.size());
        remembered.addAll(
            memory.remember(turns.subList(from, Math.min(turns.size(), from + BATCH)), friend));
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - start);
    int stored =
        (int) remembered.stream().filter(r -> r.outcome() == Remembered.Outcome.STORED).count();
    fields(
        new Field(
            "stored",
            String.format(
                Locale.ROOT,
                "%d turns in %s, %s each, in batches of %d",
                stored,
                Times.took(took),
                Times.took(took.dividedBy(turns.size())),
                BATCH)),
        new Field("facts", Knowledge.changes(remembered)));
    return new Remembering(stored, took);
  }

  private Knowledge.Size find(MemoryGraph memory) {
    title(2, "What was found in it");
    return new Knowledge(page, checks, memory, friend, conversation.speakers()).show();
  }

  private List<Answer> ask(MemoryGraph memory) {
    title(3, "Ask");
    page.wrapped(
        3,
        conversation.questions().size()
            + " questions. ✓ if a turn that answers it is among the first "
            + Asking.TOP
            + "; the first hit is shown, and that turn if it is another.");
    List<Answer> answers;
    try (Progress progress = Progress.of(host)) {
      answers = Asking.ask(memory, conversation.questions(), friend, progress);
    }
    new Asking(page, checks).show(answers);
    long found = answers.stream().filter(Answer::found).count();
    page.blank();
    page.line(
        "   "
            + checks.mark(
                "every question is answered in the top " + Asking.TOP, found == answers.size())
            + " "
            + found
            + " of "
            + answers.size()
            + " answered");
    return answers;
  }

  private boolean change(MemoryGraph memory) {
    title(4, "Change a fact, inside a project");
    Principal member = friend.in(Scope.project("heronbook"));
    Instant then = Instant.parse("2019-05-01T00:00:00Z");
    var fact = Statement.of("Ana", "lives in", "Porto").at(then).to(Scope.project("heronbook"));
    MemoryId id = memory.remember(fact, member).id();
    memory.update(id, Statement.of("Ana", "lives in", "Aalst"), member);
    History history = memory.history(id, member);
    for (Memory version : history.versions()) {
      page.line(
          "   version "
              + version.traits().version()
              + "  "
              + Glyphs.padded(version.text(), 20)
              + "  "
              + version.traits().state().label());
    }
    boolean current =
        memory.get(id, member).text().endsWith("Aalst")
            && history.versions().size() == 2
            && history.versions().getFirst().traits().state() == MemoryState.SUPERSEDED;
    var query = Query.of("Where does Ana live?").limit(Asking.TOP);
    boolean answers =
        memory.recall(query, member).hits().stream()
            .anyMatch(hit -> hit.id().equals(id) && hit.text().endsWith("Aalst"));
    claim("the new words answer, the old ones stay in the history", current && answers);
    boolean outside =
        memory.recall(query.limit(1000), friend).hits().stream()
            .noneMatch(hit -> hit.id().equals(id));
    claim("an agent outside of the project does not see it", outside);
    var stranger = memory.recall(query, Principal.agent("stranger"));
    claim(
        "another agent sees nothing at all",
        stranger.hits().isEmpty() && stranger.trace().visible() == 0);
    return current && answers && outside;
  }

  private FileLook look() {
    title(5, "Look at the closed file without the key");
    List<String> texts = conversation.utterances().stream().map(Utterance::text).toList();
    var look = FileLook.at(vault, texts);
    claim("one file: no log, lock or index is left beside it", look.alone());
    claim(
        String.format(Locale.ROOT, "size %,d bytes = %d × 512 KiB", look.bytes(), look.steps()),
        look.wholeSteps());
    claim("no \"SQLite format 3\" at its head", !look.database());
    claim(
        String.format(
            Locale.ROOT,
            "chi-square of its bytes %.0f; random bytes give 255 ± 23",
            look.census().chiSquare()),
        look.looksRandom());
    claim(
        look.readable().size()
            + " of the talk's "
            + look.words()
            + " words of 6 letters and more in it",
        look.readable().isEmpty());
    page.blank();
    var plain = new ByteCensus(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
    page.line("   How often each byte value occurs, against the mean (half height):");
    page.line("   vault  " + page.styled(Style.GOOD, look.census().drawing()));
    page.line("   talk   " + page.styled(Style.BAD, plain.drawing()));
    page.line("          " + page.styled(Style.DIM, FileLook.axis()));
    return look;
  }

  private Duration reopen(List<Answer> before) {
    title(6, "Open it again");
    Duration opening;
    List<Answer> after;
    long start = System.nanoTime();
    try (MemoryGraph memory = MemoryGraph.open(vault, key.get(), options.get());
        Progress progress = Progress.of(host)) {
      opening = Duration.ofNanos(System.nanoTime() - start);
      after = Asking.ask(memory, conversation.questions(), friend, progress);
    }
    boolean same = true;
    for (int i = 0; i < before.size(); i++) {
      same &= before.get(i).sameAs(after.get(i));
    }
    claim("the same memories in the same order, scores equal to five digits", same);
    var existing = EngramOptions.defaults().withVault(VaultOptions.defaults().existing());
    try (MemoryGraph opened =
        MemoryGraph.open(vault, VaultKey.passphrase("wrong key".toCharArray()), existing)) {
      claim("a wrong key does not open it", !opened.health().encrypted());
    } catch (EngramException refused) {
      claim("a wrong key does not open it", refused.code() == ErrorCode.WRONG_KEY);
      page.wrapped("     ", String.valueOf(refused.getMessage()));
    }
    return opening;
  }

  private void summary(DemoReport report) {
    page.blank();
    page.line(page.styled(Style.BOLD, "Summary"));
    fields(
        new Field(
            "answered",
            report.answered()
                + " of "
                + report.answers().size()
                + " in the top "
                + Asking.TOP
                + ", "
                + report.first()
                + " of them in first place"),
        new Field(
            "remember",
            Times.took(report.remembering())
                + " for "
                + report.stored()
                + " turns, with "
                + report.found().facts()
                + " facts and "
                + report.found().entities()
                + " entities"),
        new Field(
            "recall",
            "median "
                + Times.took(report.medianRecall())
                + " ("
                + Times.took(report.medianEmbedding())
                + " of it the embedding), slowest "
                + Times.took(report.slowestRecall())),
        new Field("open", Times.took(report.opening()) + ", key derivation included"),
        new Field(
            "sections",
            sections.entrySet().stream()
                .map(section -> section.getKey() + " " + Times.seconds(section.getValue()))
                .collect(Collectors.joining(", "))),
        new Field("all", Times.took(report.total())));
    var failed = checks.failed();
    page.line(
        "   "
            + checks.sign(failed.isEmpty())
            + " "
            + (checks.all().size() - failed.size())
            + " of "
            + checks.all().size()
            + " checks passed");
    failed.forEach(check -> page.line("     failed: " + check.name()));
  }

  private void title(int number, String title) {
    page.blank();
    page.line(page.styled(Style.BOLD, number + "  " + title));
  }

  private void claim(String what, boolean held) {
    page.line("   " + checks.mark(what, held) + " " + what);
  }

  private void fields(Field... fields) {
    for (Field field : fields) {
      page.wrapped("   " + Glyphs.padded(field.name(), 8) + "  ", field.value());
    }
  }
}
