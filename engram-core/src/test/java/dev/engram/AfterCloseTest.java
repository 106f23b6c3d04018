package dev.engram;

import static dev.engram.Failures.failing;

import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class AfterCloseTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> everyCallAfterClosingFailsWithItsCode() {
    var options = EngramOptions.defaults().withEmbedder(WordEmbedder.usual());
    MemoryGraph memory =
        MemoryGraph.open(folder.resolve("rex.engram"), TestKeys.right(), options);
    MemoryId tea = memory.remember(Turn.note("Ana likes tea"), REX).id();
    MemoryId port = memory.remember(Turn.note("Ben likes port"), REX).id();
    memory.close();
    memory.close();
    Map<String, ThrowingCallable> calls =
        Map.ofEntries(
            Map.entry("remember", () -> memory.remember(Turn.note("late"), REX)),
            Map.entry("recall", () -> memory.recall(Query.of("tea"), REX)),
            Map.entry("get", () -> memory.get(tea, REX)),
            Map.entry("list", () -> memory.list(Listing.newest(5), REX)),
            Map.entry("update", () -> memory.update(tea, Turn.note("late"), REX)),
            Map.entry("forget", () -> memory.forget(tea, REX)),
            Map.entry(
                "link", () -> memory.link(Edge.of(tea, port, EdgeType.SUPPORTS), REX)),
            Map.entry("history", () -> memory.history(tea, REX)),
            Map.entry("stats", () -> memory.stats(REX)),
            Map.entry("health", memory::health),
            Map.entry("doctor", memory::doctor),
            Map.entry("maintain", memory::maintain));
    return calls.entrySet().stream()
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.getKey(), () -> failing(ErrorCode.CLOSED, call.getValue())))
        .toList();
  }
}
