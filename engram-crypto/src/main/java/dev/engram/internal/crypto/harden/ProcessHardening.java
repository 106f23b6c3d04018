package dev.engram.internal.crypto.harden;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

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

  private ProcessHardening() {}

  /**
   * Denies core files and, on Linux, attaching to this process, reading its memory and its entries
   * under {@code /proc} to every other process of the user. What took effect is read back from the
   * system, not taken from the calls' answers.
   */
  public static Report denyCoreDumps() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    try {
      if (system.contains("linux")) {
        return new Report(coreFilesDenied(), attachingDenied());
      }
      if (system.contains("mac")) {
        return new Report(coreFilesDenied(), Effect.NOT_OFFERED);
      }
    } catch (IllegalCallerException refused) {
      return new Report(Effect.REFUSED, Effect.REFUSED);
    }
    return new Report(Effect.NOT_OFFERED, Effect.NOT_OFFERED);
  }

  private static Effect coreFilesDenied() {
    var form = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS);
    try (var arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(MemoryLayout.sequenceLayout(2, JAVA_LONG));
      int ignored = call(handle("setrlimit", form), RLIMIT_CORE, limit);
      limit.fill((byte) -1);
      boolean read = call(handle("getrlimit", form), RLIMIT_CORE, limit) == 0;
      boolean none = limit.getAtIndex(JAVA_LONG, 0) == 0 && limit.getAtIndex(JAVA_LONG, 1) == 0;
      return read && none ? Effect.TOOK_EFFECT : Effect.REFUSED;
    }
  }

  private static Effect attachingDenied() {
    var form =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    var control = handle("prctl", form, Linker.Option.firstVariadicArg(1));
    int ignored = call(control, PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
    boolean denied = call(control, PR_GET_DUMPABLE, 0L, 0L, 0L, 0L) == 0;
    return denied ? Effect.TOOK_EFFECT : Effect.REFUSED;
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
