package dev.engram.internal.crypto.harden;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes the running process harder to look into (spec §10.7.2). It is the host's choice, for it
 * concerns the whole process and cannot be undone: a crash leaves no core file to debug, and tools
 * of the same user (debuggers, {@code jstack}, {@code jcmd}) may no longer attach.
 *
 * <p>It does not stop root, the kernel, or the JVM's own heap dumps ({@code
 * -XX:+HeapDumpOnOutOfMemoryError}), which the host has to leave off. Linux is tested; on macOS
 * only core files are denied, never tested; on Windows nothing is done.
 *
 * <p>Thread-safe; calling twice is harmless.
 */
public final class ProcessHardening {
  private static final int RLIMIT_CORE = 4;
  private static final int PR_GET_DUMPABLE = 3;
  private static final int PR_SET_DUMPABLE = 4;
  private static final Path DUMP_FILTER = Path.of("/proc/self/coredump_filter");
  private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  private static final boolean LINUX = SYSTEM.contains("linux");
  private static final boolean MAC = SYSTEM.contains("mac");

  private ProcessHardening() {}

  /** {@link #denyCoreFiles} and {@link #denyAttaching}. */
  public static Report denyCoreDumps() {
    Effect files = denyCoreFiles();
    return new Report(files, denyAttaching());
  }

  /**
   * Denies core files: their size is limited to nothing, and on Linux no kind of memory is to be
   * put into a dump, since one that goes to a program through a pipe knows no limit. What took
   * effect is read back from the system, not taken from the calls' answers.
   */
  public static Effect denyCoreFiles() {
    if (!LINUX && !MAC) {
      return Effect.NOT_OFFERED;
    }
    try {
      boolean empty = !LINUX || dumpsEmptied();
      int ignored = limit("setrlimit", new long[] {0, 0});
      return empty && coreFilesDenied() ? Effect.TOOK_EFFECT : Effect.REFUSED;
    } catch (IllegalCallerException refused) {
      return Effect.REFUSED;
    }
  }

  /**
   * On Linux, denies attaching to this process, reading its memory and its entries under {@code
   * /proc} to every other process of the user; and the system writes no core dump of any kind.
   */
  public static Effect denyAttaching() {
    if (!LINUX) {
      return Effect.NOT_OFFERED;
    }
    try {
      int ignored = control(PR_SET_DUMPABLE);
      return attachingDenied() ? Effect.TOOK_EFFECT : Effect.REFUSED;
    } catch (IllegalCallerException refused) {
      return Effect.REFUSED;
    }
  }

  /** What holds now, as the system tells; nothing is changed. */
  public static Standing standing() {
    try {
      return new Standing(
          LINUX || MAC ? Optional.of(coreFilesDenied()) : Optional.empty(),
          LINUX ? Optional.of(attachingDenied()) : Optional.empty(),
          dumpFilter());
    } catch (IllegalCallerException refused) {
      return new Standing(Optional.empty(), Optional.empty(), dumpFilter());
    }
  }

  private static boolean coreFilesDenied() {
    long[] limits = {-1, -1};
    return limit("getrlimit", limits) == 0 && limits[0] == 0 && limits[1] == 0;
  }

  private static boolean attachingDenied() {
    return control(PR_GET_DUMPABLE) == 0;
  }

  /**
   * Which kinds of memory a dump holds, a bit a kind; nothing where the system has no such file.
   */
  private static OptionalLong dumpFilter() {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(DUMP_FILTER).strip(), 16));
    } catch (IOException | NumberFormatException none) {
      return OptionalLong.empty();
    }
  }

  private static boolean dumpsEmptied() {
    OptionalLong filter = dumpFilter();
    if (filter.isPresent() && filter.getAsLong() != 0) {
      try {
        Files.writeString(DUMP_FILTER, "0", StandardOpenOption.WRITE);
      } catch (IOException refused) {
        return false;
      }
      filter = dumpFilter();
    }
    return filter.isEmpty() || filter.getAsLong() == 0;
  }

  private static int limit(String name, long[] limits) {
    var form = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS);
    try (var arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocateFrom(JAVA_LONG, limits);
      int answer = call(handle(name, form), RLIMIT_CORE, pair);
      MemorySegment.copy(pair, JAVA_LONG, 0, limits, 0, limits.length);
      return answer;
    }
  }

  private static int control(int what) {
    var form =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    var control = handle("prctl", form, Linker.Option.firstVariadicArg(1));
    return call(control, what, 0L, 0L, 0L, 0L);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(
      String name, FunctionDescriptor form, Linker.Option... options) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form, options);
  }

  private static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new IllegalStateException("a call into the system library failed", impossible);
    }
  }

  /** What became of a measure. */
  public enum Effect {
    /** The system confirms it. */
    TOOK_EFFECT,
    /** The system has it and did not do it. */
    REFUSED,
    /** Engram has no such measure for this system. */
    NOT_OFFERED
  }

  /**
   * What holds.
   *
   * @param coreFiles whether a crash writes no core file; nothing where that cannot be asked
   * @param attaching whether other processes of the user cannot attach or read the memory
   * @param dumpFilter which kinds of memory a dump holds, a bit a kind (Linux)
   */
  public record Standing(
      Optional<Boolean> coreFiles, Optional<Boolean> attaching, OptionalLong dumpFilter) {}

  /**
   * What took effect.
   *
   * @param coreFiles that a crash writes no core file
   * @param attaching that other processes of the user cannot attach or read the memory
   */
  public record Report(Effect coreFiles, Effect attaching) {
    /** Whether all of it took effect. */
    public boolean complete() {
      return coreFiles == Effect.TOOK_EFFECT && attaching == Effect.TOOK_EFFECT;
    }
  }
}
