package dev.engram.internal.crypto.secret;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * What the operating system does for pages that hold a secret: keeps them out of the swap file
 * (Linux, macOS: {@code mlock}; Windows: {@code VirtualLock}) and, on Linux, out of core dumps
 * ({@code madvise}). Linux is tested; macOS and Windows never ran.
 *
 * <p>Immutable and thread-safe. A process may lock only so much (Linux: {@code RLIMIT_MEMLOCK},
 * often 8 MiB, and none where the host's launcher refuses native access), so every answer may be
 * "no".
 */
final class Pages {
  private static final int MADV_DONTDUMP = 16;
  private static final int MADV_DODUMP = 17;
  private static final FunctionDescriptor RANGE =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG);

  /** This machine's. */
  static final Pages HERE = here(System.getProperty("os.name", "").toLowerCase(Locale.ROOT));

  private final long size;
  private final boolean zeroIsSuccess;
  private final Optional<MethodHandle> lock;
  private final Optional<MethodHandle> unlock;
  private final Optional<MethodHandle> advise;

  private Pages(
      long size,
      boolean zeroIsSuccess,
      Optional<MethodHandle> lock,
      Optional<MethodHandle> unlock,
      Optional<MethodHandle> advise) {
    this.size = size;
    this.zeroIsSuccess = zeroIsSuccess;
    this.lock = lock;
    this.unlock = unlock;
    this.advise = advise;
  }

  @SuppressWarnings("restricted")
  private static Pages here(String system) {
    try {
      if (system.contains("windows")) {
        var kernel = SymbolLookup.libraryLookup("kernel32", Arena.global());
        return new Pages(
            4096,
            false,
            handle(kernel, "VirtualLock", RANGE),
            handle(kernel, "VirtualUnlock", RANGE),
            Optional.empty());
      }
      var libc = Linker.nativeLinker().defaultLookup();
      var advise =
          system.contains("linux")
              ? handle(
                  libc, "madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT))
              : Optional.<MethodHandle>empty();
      return new Pages(
          pageSize(libc),
          true,
          handle(libc, "mlock", RANGE),
          handle(libc, "munlock", RANGE),
          advise);
    } catch (IllegalCallerException | IllegalArgumentException | UnsupportedOperationException no) {
      return new Pages(4096, true, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> handle(
      SymbolLookup library, String name, FunctionDescriptor form) {
    return library.find(name).map(symbol -> Linker.nativeLinker().downcallHandle(symbol, form));
  }

  private static long pageSize(SymbolLookup libc) {
    return handle(libc, "getpagesize", FunctionDescriptor.of(JAVA_INT))
        .map(call -> (long) answer(call))
        .orElse(4096L);
  }

  /** Zeroed memory in whole pages that nothing else shares. */
  MemorySegment allocate(Arena arena, long length) {
    return arena.allocate((length + size - 1) / size * size, size);
  }

  /** Asks that the pages stay in RAM; false if the system says no. */
  boolean lock(MemorySegment pages) {
    return lock.isPresent() && succeeded(answer(lock.get(), pages, pages.byteSize()));
  }

  /** Asks that a core dump leaves the pages out; false if the system says no. */
  boolean hideFromDumps(MemorySegment pages) {
    return advise.isPresent()
        && succeeded(answer(advise.get(), pages, pages.byteSize(), MADV_DONTDUMP));
  }

  /** Undoes both, for the pages go back to the allocator. */
  void release(MemorySegment pages) {
    unlock.ifPresent(call -> answer(call, pages, pages.byteSize()));
    advise.ifPresent(call -> answer(call, pages, pages.byteSize(), MADV_DODUMP));
  }

  private boolean succeeded(int answer) {
    return (answer == 0) == zeroIsSuccess;
  }

  private static int answer(MethodHandle call, Object... arguments) {
    try {
      return (int) call.invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new IllegalStateException("a call into the system library failed", impossible);
    }
  }
}
