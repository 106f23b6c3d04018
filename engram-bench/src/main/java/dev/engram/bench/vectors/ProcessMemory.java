package dev.engram.bench.vectors;

import dev.engram.bench.figure.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds at one moment, after a collection.
 *
 * @param heap bytes of live objects
 * @param outside bytes resident beyond the heap; not a number unless the heap is all resident,
 *     which it is with {@code -Xms} as {@code -Xmx} and {@code -XX:+AlwaysPreTouch}
 */
record ProcessMemory(long heap, double outside) {
  private static final boolean TOUCHED =
      ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:+AlwaysPreTouch");

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIBIBYTE = 1024;

  static ProcessMemory now() {
    long heap = Machine.heapAfterCollection();
    long committed = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    return new ProcessMemory(heap, TOUCHED ? resident() - committed : Double.NaN);
  }

  /** What was added since. */
  ProcessMemory since(ProcessMemory before) {
    return new ProcessMemory(heap - before.heap, outside - before.outside);
  }

  private static double resident() {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToDouble(line -> KIBIBYTE * Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS, e);
    }
  }
}
