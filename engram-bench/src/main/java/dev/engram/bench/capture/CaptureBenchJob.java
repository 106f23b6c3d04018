package dev.engram.bench.capture;

import dev.engram.MemoryGraph;
import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.FigureTable;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Machine;
import dev.engram.bench.figure.Unit;
import dev.engram.bench.vault.TemporaryVault;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.internal.capture.Capture;
import dev.engram.internal.capture.Capture.Look;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.token.TokenCounter;
import dev.engram.memory.Category;
import dev.engram.memory.Document;
import dev.engram.memory.Source;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures what capture costs, embedding excluded: the {@code bench capture} command.
 *
 * @param turns a memory set's {@code turns.jsonl}, or a folder of dialogues
 */
public record CaptureBenchJob(Path turns) {
  private static final Instant WHEN = Instant.parse("2025-06-01T12:00:00Z");
  private static final int MEGABYTE = 1_000_000;
  private static final int ONE_AT_A_TIME = 500;
  private static final double MEGA = 1e6;

  /** Where the project keeps its own dialogues, seen from its root. */
  public static Path ownDialogues() {
    return Path.of("engram-bench/src/main/resources/dev/engram/bench/facts/corpus");
  }

  /**
   * Measures.
   *
   * @param progress told what is being done
   */
  public FigureTable run(PrintStream progress) {
    List<Turn> said = SpokenTurns.read(turns);
    var figures = new ArrayList<Figure>();
    progress.println("reading " + said.size() + " turns");
    read(said, figures);
    progress.println("remembering documents of 1 MB");
    document("1 MB of prose", prose(), figures);
    document("1 MB of talk", talk(said), figures);
    progress.println("remembering turns one at a time");
    figures.add(rate("with capture", said, CaptureOptions.defaults()));
    figures.add(rate("without capture", said, CaptureOptions.defaults().off()));
    Map<String, String> setting = Machine.describe();
    setting.put("turns", said.size() + " of " + turns.getFileName());
    return new FigureTable(setting, figures);
  }

  private static void read(List<Turn> said, List<Figure> figures) {
    long before = Machine.heapAfterCollection();
    long began = System.nanoTime();
    var capture = new Capture(new TokenCounter());
    read(capture, said.getFirst());
    double first = (System.nanoTime() - began) / 1e6;
    for (int round = 0; round < 3; round++) {
      said.forEach(turn -> read(capture, turn));
    }
    long heap = Machine.heapAfterCollection() - before;
    var latencies = new Latencies();
    int propositions = 0;
    for (Turn turn : said) {
      long start = System.nanoTime();
      propositions += read(capture, turn);
      latencies.add(System.nanoTime() - start);
    }
    figures.add(
        Figure.of("capture", "a turn, p50", Unit.MILLIS, latencies.millis(0.5)).promised(3));
    figures.add(Figure.of("capture", "a turn, p99", Unit.MILLIS, latencies.millis(0.99)));
    figures.add(Figure.of("capture", "the first turn, loading included", Unit.MILLIS, first));
    figures.add(Figure.of("capture", "heap added", Unit.MEGABYTES, heap / MEGA).promised(40));
    figures.add(
        Figure.of(
            "capture", "propositions a turn", Unit.COUNT, (double) propositions / said.size()));
  }

  private static int read(Capture capture, Turn turn) {
    var utterance =
        new Utterance(turn.text(), turn.speaker(), Optional.empty(), WHEN, ZoneOffset.UTC);
    var look = new Look(List.of(), Category.GENERAL, Source.CONVERSATION, Optional.empty(), true);
    return capture.read(utterance, look).propositions().size();
  }

  /** The project's own documents, over and over, each time with numbers of its own. */
  private static String prose() {
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      var text = new StringBuilder();
      List<Path> documents =
          files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      for (int round = 0; text.length() < MEGABYTE; round++) {
        for (Path document : documents) {
          text.append("\n# Part ").append(round).append("\n\n").append(Files.readString(document));
        }
      }
      return text.substring(0, MEGABYTE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String talk(List<Turn> said) {
    var text = new StringBuilder();
    for (int i = 0; text.length() < MEGABYTE; i++) {
      if (i % 20 == 0) {
        text.append("\n## Part ").append(i / 20).append("\n\n");
      }
      text.append(i).append(". ").append(said.get(i % said.size()).text()).append("\n\n");
    }
    return text.toString();
  }

  private static void document(String what, String text, List<Figure> figures) {
    try (var vault = TemporaryVault.create();
        MemoryGraph memory = vault.open(options(CaptureOptions.defaults()))) {
      Principal reader = Principal.agent("reader");
      memory.remember(Turn.said("Ana", "I live in Porto."), reader);
      long began = System.nanoTime();
      int pieces = memory.remember(Document.of("all", text), reader).pieces().size();
      double took = (System.nanoTime() - began) / 1e6;
      figures.add(Figure.of("document", what, Unit.MILLIS, took).promised(3_000));
      figures.add(Figure.of("document", what + ", pieces", Unit.COUNT, pieces));
    }
  }

  private static Figure rate(String how, List<Turn> said, CaptureOptions capture) {
    try (var vault = TemporaryVault.create();
        MemoryGraph memory = vault.open(options(capture))) {
      Principal writer = Principal.agent("writer");
      List<Turn> first = said.subList(0, Math.min(ONE_AT_A_TIME, said.size()));
      memory.remember(first.getFirst(), writer);
      long began = System.nanoTime();
      first.forEach(turn -> memory.remember(turn, writer));
      double seconds = (System.nanoTime() - began) / 1e9;
      return Figure.of(
          "store", "one turn at a time, durable, " + how, Unit.PER_SECOND, first.size() / seconds);
    }
  }

  private static EngramOptions options(CaptureOptions capture) {
    return EngramOptions.defaults().withoutBackground().withCapture(capture.in(ZoneOffset.UTC));
  }
}
