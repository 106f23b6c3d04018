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
 * @param outside bytes resident beyond the committed heap, as far as the system tells; 0 otherwise.
 *     Exact when the heap is touched beforehand: {@code -Xms} as {@code -Xmx}, {@code
 *     -XX:+AlwaysPreTouch}
 */
record ProcessMemory(long heap, long outside) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIBIBYTE = 1024;

  static ProcessMemory now() {
    long heap = Machine.heapAfterCollection();
    long committed =
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    long resident = resident();
    return new ProcessMemory(heap, resident == 0 ? 0 : resident - committed);
  }

  /** What was added since. */
  ProcessMemory since(ProcessMemory before) {
    return new ProcessMemory(heap - before.heap, outside - before.outside);
  }

  private static long resident() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> KIBIBYTE * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS, e);
    }
  }
}
