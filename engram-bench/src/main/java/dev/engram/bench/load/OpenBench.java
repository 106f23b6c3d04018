package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.bench.peer.ChildProcess;
import dev.engram.query.Query;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From a vault closed cleanly to its first answer: in fresh processes, where classes are loaded and
 * code runs cold, and as a fresh engine in this warm one. The file is in the system's page cache.
 */
final class OpenBench {
  private static final int TIMES = 5;

  private OpenBench() {}

  static List<Figure> run(LoadedVault vault) {
    long closing = System.nanoTime();
    vault.closeEngine();
    double closed = (System.nanoTime() - closing) / 1e6;
    String question = vault.corpus().question(0);
    var cold = new Latencies();
    var coldOpen = new Latencies();
    for (int i = 0; i < TIMES; i++) {
      Map<String, Double> took = fresh(vault, question);
      cold.add(nanos(took, "answered"));
      coldOpen.add(nanos(took, "open"));
    }
    var warm = new Latencies();
    for (int i = 0; i < TIMES; i++) {
      long began = System.nanoTime();
      vault.openEngine();
      vault.memory().recall(Query.of(question), LoadedVault.agent(0));
      warm.add(System.nanoTime() - began);
      vault.closeEngine();
    }
    vault.openEngine();
    return List.of(
        Figure.of("open", "to first answer, fresh process, median", Unit.MILLIS, cold.millis(0.5))
            .promised(500),
        Figure.of("open", "of which open()", Unit.MILLIS, coldOpen.millis(0.5)),
        Figure.of("open", "to first answer, warm process, median", Unit.MILLIS, warm.millis(0.5))
            .promised(500),
        Figure.of("open", "close() after the other measurements", Unit.MILLIS, closed));
  }

  private static long nanos(Map<String, Double> took, String what) {
    return (long) (Optional.ofNullable(took.get(what)).orElseThrow() * 1e6);
  }

  private static Map<String, Double> fresh(LoadedVault vault, String question) {
    var process =
        new ChildProcess(
            System.getProperty("java.class.path"),
            ManagementFactory.getRuntimeMXBean().getInputArguments());
    return process.run(
        OpenProbe.class,
        HexFormat.of().formatHex(vault.vault().key()),
        List.of(vault.vault().file().toString(), question));
  }
}
