package dev.engram.internal.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.engram.spi.Keychain;
import dev.engram.spi.KeychainException;
import dev.engram.spi.KeychainGoneException;
import dev.engram.spi.KeychainLockedException;
import dev.engram.spi.KeychainRefusedException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The login keychain of macOS: generic passwords through Security.framework.
 *
 * <p><b>This class has never run.</b> It is written from Apple's documentation of the {@code
 * SecKeychain} functions, which are deprecated but present and need no Core Foundation
 * dictionaries. Thread-safe as those functions are.
 */
@SuppressWarnings("restricted")
final class AppleKeychain implements Keychain {
  private static final String SECURITY = "/System/Library/Frameworks/Security.framework/Security";
  private static final String FOUNDATION =
      "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";
  private static final int NOT_FOUND = -25300;
  private static final int NO_SUCH_KEYCHAIN = -25294;
  private static final int NOT_AVAILABLE = -25291;
  private static final int AUTHENTICATION_FAILED = -25293;
  private static final int INTERACTION_NOT_ALLOWED = -25308;
  private static final int CANCELLED = -128;

  private final MethodHandle find;
  private final MethodHandle add;
  private final MethodHandle modify;
  private final MethodHandle delete;
  private final MethodHandle freeContent;
  private final MethodHandle release;

  /** Loads the frameworks. */
  AppleKeychain() {
    var security = new NativeLibrary(SECURITY);
    find =
        security.function(
            "SecKeychainFindGenericPassword",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS,
                ADDRESS));
    add =
        security.function(
            "SecKeychainAddGenericPassword",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS,
                ADDRESS));
    modify =
        security.function(
            "SecKeychainItemModifyAttributesAndData",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
    delete = security.function("SecKeychainItemDelete", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    freeContent =
        security.function(
            "SecKeychainItemFreeContent", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    release =
        new NativeLibrary(FOUNDATION).function("CFRelease", FunctionDescriptor.ofVoid(ADDRESS));
  }

  @Override
  public String name() {
    return "the macOS keychain";
  }

  @Override
  public Optional<byte[]> read(String service, String account) {
    try (var arena = Arena.ofConfined()) {
      var length = arena.allocate(JAVA_INT);
      var data = arena.allocate(ADDRESS);
      int status = find(arena, service, account, length, data, MemorySegment.NULL);
      if (status == NOT_FOUND) {
        return Optional.empty();
      }
      require(status);
      var bytes = data.get(ADDRESS, 0).reinterpret(length.get(JAVA_INT, 0));
      byte[] secret = bytes.toArray(JAVA_BYTE);
      bytes.fill((byte) 0);
      NativeLibrary.call(freeContent, MemorySegment.NULL, bytes);
      return Optional.of(secret);
    }
  }

  @Override
  public void write(String service, String account, byte[] secret) {
    try (var arena = Arena.ofConfined()) {
      var bytes = arena.allocateFrom(JAVA_BYTE, secret);
      var item = arena.allocate(ADDRESS);
      int status = find(arena, service, account, MemorySegment.NULL, MemorySegment.NULL, item);
      try {
        if (status == NOT_FOUND) {
          require(add(arena, service, account, bytes));
        } else {
          require(status);
          var found = item.get(ADDRESS, 0);
          int changed =
              (int) NativeLibrary.call(modify, found, MemorySegment.NULL, secret.length, bytes);
          NativeLibrary.call(release, found);
          require(changed);
        }
      } finally {
        bytes.fill((byte) 0);
      }
    }
  }

  @Override
  public void remove(String service, String account) {
    try (var arena = Arena.ofConfined()) {
      var item = arena.allocate(ADDRESS);
      int status = find(arena, service, account, MemorySegment.NULL, MemorySegment.NULL, item);
      if (status == NOT_FOUND) {
        return;
      }
      require(status);
      var found = item.get(ADDRESS, 0);
      int deleted = (int) NativeLibrary.call(delete, found);
      NativeLibrary.call(release, found);
      require(deleted);
    }
  }

  private int find(
      Arena arena,
      String service,
      String account,
      MemorySegment length,
      MemorySegment data,
      MemorySegment item) {
    byte[] serviceBytes = service.getBytes(StandardCharsets.UTF_8);
    byte[] accountBytes = account.getBytes(StandardCharsets.UTF_8);
    return (int)
        NativeLibrary.call(
            find,
            MemorySegment.NULL,
            serviceBytes.length,
            arena.allocateFrom(JAVA_BYTE, serviceBytes),
            accountBytes.length,
            arena.allocateFrom(JAVA_BYTE, accountBytes),
            length,
            data,
            item);
  }

  private int add(Arena arena, String service, String account, MemorySegment secret) {
    byte[] serviceBytes = service.getBytes(StandardCharsets.UTF_8);
    byte[] accountBytes = account.getBytes(StandardCharsets.UTF_8);
    return (int)
        NativeLibrary.call(
            add,
            MemorySegment.NULL,
            serviceBytes.length,
            arena.allocateFrom(JAVA_BYTE, serviceBytes),
            accountBytes.length,
            arena.allocateFrom(JAVA_BYTE, accountBytes),
            (int) secret.byteSize(),
            secret,
            MemorySegment.NULL);
  }

  private void require(int status) {
    if (status != 0) {
      throw typed(status);
    }
  }

  private KeychainException typed(int status) {
    return switch (status) {
      case AUTHENTICATION_FAILED, INTERACTION_NOT_ALLOWED, CANCELLED ->
          new KeychainLockedException(
              name() + " is locked and was not unlocked (status " + status + ")");
      case NOT_AVAILABLE, NO_SUCH_KEYCHAIN ->
          new KeychainGoneException(name() + " is not there (status " + status + ")");
      default -> new KeychainRefusedException(name() + " failed with status " + status);
    };
  }
}
