package dev.engram.internal.keychain;

import dev.engram.spi.KeychainGoneException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * A shared library of the system and its functions. It stays loaded for the life of the process, as
 * such libraries (with threads and types of their own) expect. Immutable, thread-safe.
 */
@SuppressWarnings("restricted")
final class NativeLibrary {
  private final String name;
  private final SymbolLookup symbols;

  /**
   * Loads a library.
   *
   * @throws KeychainGoneException if it is not installed, or native access is denied to Engram
   */
  NativeLibrary(String name) {
    this.name = name;
    try {
      symbols = SymbolLookup.libraryLookup(name, Arena.global());
    } catch (IllegalArgumentException missing) {
      throw new KeychainGoneException("the library " + name + " is not installed", missing);
    } catch (IllegalCallerException denied) {
      throw new KeychainGoneException(
          "this Java process denies native access, which a keychain needs"
              + " (--enable-native-access)",
          denied);
    }
  }

  /** A function of the library, or a {@link KeychainGoneException} if it has none of that name. */
  MethodHandle function(String symbol, FunctionDescriptor form, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(address(symbol), form, options);
  }

  /** Where a function lies, to hand it to another. */
  MemorySegment address(String symbol) {
    return symbols
        .find(symbol)
        .orElseThrow(() -> new KeychainGoneException("the library " + name + " has no " + symbol));
  }

  /** Calls a function and answers what it answers; null if it answers nothing. */
  static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new IllegalStateException("a call into a system library failed", impossible);
    }
  }
}
