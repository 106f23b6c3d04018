package dev.engram;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.MigrationOptions;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Feedback;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
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

  private static WordEmbedder awayAfterOneBatch() {
    var next = new WordEmbedder("golden-12", 12);
    next.distort(answer -> {
      next.down(true);
      return answer;
    });
    return next;
  }

  /** Argument: the file to make. */
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
      memory.vectors().snapshot("as it was");
      memory.vectors().migrate(awayAfterOneBatch(), MigrationOptions.defaults().inBatchesOf(4));
      memory.maintain();
    }
  }
}
