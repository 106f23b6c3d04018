package dev.engram.internal.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.engram.spi.Keychain;
import dev.engram.spi.KeychainException;
import dev.engram.spi.KeychainLockedException;
import dev.engram.spi.KeychainRefusedException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The Credential Manager of Windows: generic credentials of the user through {@code advapi32}.
 *
 * <p><b>This class has never run.</b> It is written from Microsoft's documentation of {@code
 * CredReadW} and {@code CREDENTIALW} (64 bits). The credential's target is {@code service/account}.
 * Thread-safe as those functions are; the manager is unlocked with the user's session.
 */
@SuppressWarnings("restricted")
final class WindowsKeychain implements Keychain {
  private static final int GENERIC = 1;
  private static final int PERSIST_ON_THIS_MACHINE = 2;
  private static final int NOT_FOUND = 1168;
  private static final int NO_SUCH_LOGON_SESSION = 1312;

  private static final long CREDENTIAL_BYTES = 80;
  private static final long TYPE = 4;
  private static final long TARGET = 8;
  private static final long SIZE = 32;
  private static final long BLOB = 40;
  private static final long PERSIST = 48;
  private static final long USER = 72;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();

  private final MethodHandle read;
  private final MethodHandle write;
  private final MethodHandle delete;
  private final MethodHandle free;

  /** Loads the library. */
  WindowsKeychain() {
    var library = new NativeLibrary("advapi32");
    var lastError = Linker.Option.captureCallState("GetLastError");
    read =
        library.function(
            "CredReadW",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS),
            lastError);
    write =
        library.function(
            "CredWriteW", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), lastError);
    delete =
        library.function(
            "CredDeleteW", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), lastError);
    free = library.function("CredFree", FunctionDescriptor.ofVoid(ADDRESS));
  }

  @Override
  public String name() {
    return "the Windows Credential Manager";
  }

  private static MemorySegment wide(Arena arena, String text) {
    return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
  }

  private static MemorySegment target(Arena arena, String service, String account) {
    return wide(arena, service + "/" + account);
  }

  @Override
  public Optional<byte[]> read(String service, String account) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var found = arena.allocate(ADDRESS);
      var target = target(arena, service, account);
      int done = (int) NativeLibrary.call(read, state, target, GENERIC, 0, found);
      if (done == 0) {
        if (lastError(state) == NOT_FOUND) {
          return Optional.empty();
        }
        throw typed(lastError(state));
      }
      var credential = found.get(ADDRESS, 0).reinterpret(CREDENTIAL_BYTES);
      var blob = credential.get(ADDRESS, BLOB).reinterpret(credential.get(JAVA_INT, SIZE));
      byte[] secret = blob.toArray(JAVA_BYTE);
      blob.fill((byte) 0);
      NativeLibrary.call(free, credential);
      return Optional.of(secret);
    }
  }

  @Override
  public void write(String service, String account, byte[] secret) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var blob = arena.allocateFrom(JAVA_BYTE, secret);
      var credential = arena.allocate(CREDENTIAL_BYTES, 8);
      credential.set(JAVA_INT, TYPE, GENERIC);
      credential.set(ADDRESS, TARGET, target(arena, service, account));
      credential.set(JAVA_INT, SIZE, secret.length);
      credential.set(ADDRESS, BLOB, blob);
      credential.set(JAVA_INT, PERSIST, PERSIST_ON_THIS_MACHINE);
      credential.set(ADDRESS, USER, wide(arena, account));
      int done = (int) NativeLibrary.call(write, state, credential, 0);
      blob.fill((byte) 0);
      if (done == 0) {
        throw typed(lastError(state));
      }
    }
  }

  @Override
  public void remove(String service, String account) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var target = target(arena, service, account);
      int done = (int) NativeLibrary.call(delete, state, target, GENERIC, 0);
      if (done == 0 && lastError(state) != NOT_FOUND) {
        throw typed(lastError(state));
      }
    }
  }

  private static int lastError(MemorySegment state) {
    return state.get(JAVA_INT, 0);
  }

  private KeychainException typed(int error) {
    return error == NO_SUCH_LOGON_SESSION
        ? new KeychainLockedException(name() + " has no session of a user (error " + error + ")")
        : new KeychainRefusedException(name() + " failed with error " + error);
  }
}
