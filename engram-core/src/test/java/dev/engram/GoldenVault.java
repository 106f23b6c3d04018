package dev.engram;

import dev.engram.archive.ExportRequest;
import dev.engram.archive.ImportOptions;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Routine;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Feedback;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * Makes the vault that stands for its schema version for ever, under {@code
 * src/test/resources/golden}. Run once when a schema is new; never again for an old one.
 */
public final class GoldenVault {
  static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));

  private GoldenVault() {}

  static EngramOptions options(HandClock clock) {
    return EngramOptions.defaults()
        .withEmbedder(new WordEmbedder("golden-8", 8))
        .withClock(clock)
        .withRandom(new Random(42))
        .withCapture(CaptureOptions.defaults().in(ZoneOffset.UTC))
        .withoutBackground();
  }

  /** What may not be seen without the field key, of either sealed tier. */
  private static void seal(MemoryGraph memory) {
    String mail = "Write to ana@zanzibarium.example about the boat.";
    memory.remember(Turn.said("Ana", mail).in("second talk"), REX);
    Turn secret = Turn.said("Ana", "The quokkaherd sleeps behind the blue door.");
    memory.remember(secret.with(secret.placement().atLeast(SecurityTier.CONFIDENTIAL)), REX);
  }

  /** One memory that left for good, and one that can be brought back. */
  private static void eraseAndForget(MemoryGraph memory) {
    MemoryId gone = memory.remember(Turn.note("The xylographers met in Ouagadougou."), REX).id();
    memory.erasure().erase(gone, REX);
    MemoryId ferry = memory.remember(Turn.note("The ferry was late by an hour."), REX).id();
    memory.forget(ferry, REX);
    System.out.println(ferry);
  }

  /** What one agent knows, taken to another by an archive. */
  private static void takeOver(MemoryGraph memory) {
    var archive = new ByteArrayOutputStream();
    memory
        .archives()
        .export(archive, passphrase(), ExportRequest.everything(), Principal.agent("ada"));
    memory
        .archives()
        .importFrom(
            new ByteArrayInputStream(archive.toByteArray()),
            passphrase(),
            ImportOptions.defaults().foreignToHome(),
            REX);
  }

  private static char[] passphrase() {
    return "a golden passphrase".toCharArray();
  }

  /** Argument: the file to make. Prints what the test keeps. */
  public static void main(String[] arguments) {
    var clock = new HandClock();
    try (var memory = MemoryGraph.open(Path.of(arguments[0]), TestKeys.right(), options(clock))) {
      MemoryId lyon =
          memory.remember(Turn.said("Ana", "I live in Lyon.").in("first talk"), REX).id();
      MemoryId when = memory.remember(Turn.said("Ben", "Since when?").in("first talk"), REX).id();
      memory.remember(
          Turn.said("Ana", "For ten years, near the old market.").in("first talk"), REX);
      Turn lunch = Turn.note("Lunch at the harbour").at(Instant.parse("2025-06-07T12:00:00Z"));
      MemoryId harbour = memory.remember(lunch.to(Scope.project("apollo")), REX).id();
      MemoryId seat = memory.remember(Statement.of("Ana", "prefers", "window seats"), REX).id();
      memory.remember(Statement.of("Ana", "prefers", "window seats"), REX);
      memory.remember(Statement.of("Ben", "plays", "the violin").explicit(), REX);
      memory.remember(
          Routine.of("brew tea", "boil water", "wait 3 minutes").using("kettle", "pot"), REX);
      clock.move(Duration.ofDays(30));
      memory.update(lyon, Turn.said("Ana", "I moved from Lyon to Porto."), REX);
      memory.forget(when, REX);
      memory.link(new Edge(seat, harbour, EdgeType.DERIVED_FROM, 0.5), REX);
      memory.link(Edge.of(harbour, lyon, EdgeType.RELATED_TO), REX);
      memory.remember(Turn.note("A secret of another agent"), Principal.agent("ada"));
      memory.remember(Turn.said("Cleo", "I live in Lyon.").at(clock.instant()), REX);
      clock.move(Duration.ofDays(30));
      memory.remember(
          Turn.said("Cleo", "I moved from Lyon to Porto last Friday.").at(clock.instant()), REX);
      Recall recall = memory.recall(Query.of("who plays the violin?"), REX);
      memory.feedback(recall.hits().getFirst().id(), Feedback.helpful().to(recall.id()), REX);
      memory.feedback(harbour, Feedback.unhelpful().asked("Where is the old market?"), REX);
      seal(memory);
      eraseAndForget(memory);
      takeOver(memory);
      System.out.println(memory.audit().head().text());
      memory.maintain();
    }
  }
}
