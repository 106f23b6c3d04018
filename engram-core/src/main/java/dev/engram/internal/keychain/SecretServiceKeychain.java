package dev.engram.internal.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.engram.spi.Keychain;
import dev.engram.spi.KeychainException;
import dev.engram.spi.KeychainGoneException;
import dev.engram.spi.KeychainLockedException;
import dev.engram.spi.KeychainRefusedException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC) through libsecret.
 *
 * <p>Items carry the schema {@code dev.engram.Key} with the attributes {@code engram-service} and
 * {@code engram-account}, in the user's default collection. They are found by these two alone: of a
 * collection that was not unlocked since it was loaded, GNOME Keyring finds nothing by its schema.
 * A locked collection makes the service ask the person to unlock it; if nobody does, the call fails
 * as locked. Thread-safe: libsecret's blocking calls are.
 */
@SuppressWarnings("restricted")
final class SecretServiceKeychain implements Keychain {
  private static final int DONT_MATCH_NAME = 1 << 1;
  private static final int LOOK_ONLY = 0;
  private static final int UNLOCK_AND_LOAD = 1 << 2 | 1 << 3;
  private static final long SCHEMA_BYTES = 592;
  private static final int SECRET_IS_LOCKED = 2;

  private final MethodHandle search;
  private final MethodHandle store;
  private final MethodHandle clear;
  private final MethodHandle isLocked;
  private final MethodHandle secretOf;
  private final MethodHandle newValue;
  private final MethodHandle bytesOf;
  private final MethodHandle freeValue;
  private final MethodHandle newTable;
  private final MethodHandle insert;
  private final MethodHandle freeTable;
  private final MethodHandle freeObject;
  private final MethodHandle freeList;
  private final MethodHandle freeError;
  private final MethodHandle domainName;
  private final MemorySegment hash;
  private final MemorySegment equal;

  /** Loads the libraries. */
  SecretServiceKeychain() {
    var secret = new NativeLibrary("libsecret-1.so.0");
    var glib = new NativeLibrary("libglib-2.0.so.0");
    var object = new NativeLibrary("libgobject-2.0.so.0");
    var pointerOfPointer = FunctionDescriptor.of(ADDRESS, ADDRESS);
    var freeing = FunctionDescriptor.ofVoid(ADDRESS);
    search =
        secret.function(
            "secret_service_search_sync",
            FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
    store =
        secret.function(
            "secret_service_store_sync",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    clear =
        secret.function(
            "secret_service_clear_sync",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    isLocked = secret.function("secret_item_get_locked", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    secretOf = secret.function("secret_item_get_secret", pointerOfPointer);
    newValue =
        secret.function(
            "secret_value_new", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    bytesOf = secret.function("secret_value_get", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    freeValue = secret.function("secret_value_unref", freeing);
    newTable = glib.function("g_hash_table_new", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    insert =
        glib.function(
            "g_hash_table_insert", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    freeTable = glib.function("g_hash_table_unref", freeing);
    freeObject = object.function("g_object_unref", freeing);
    freeList = glib.function("g_list_free", freeing);
    freeError = glib.function("g_error_free", freeing);
    domainName = glib.function("g_quark_to_string", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    hash = glib.address("g_str_hash");
    equal = glib.address("g_str_equal");
  }

  @Override
  public String name() {
    return "the Secret Service (libsecret)";
  }

  @Override
  public Optional<byte[]> read(String service, String account) {
    try (var call = new Call(service, account)) {
      var found = found(call, UNLOCK_AND_LOAD);
      return isNull(found) ? Optional.empty() : Optional.of(first(call, found));
    }
  }

  private MemorySegment found(Call call, int flags) {
    var list =
        (MemorySegment)
            NativeLibrary.call(
                search,
                MemorySegment.NULL,
                call.schema,
                call.attributes,
                flags,
                MemorySegment.NULL,
                call.error);
    call.throwIfFailed();
    return list;
  }

  /** The secret of a list's first item; frees the list and its items. */
  private byte[] first(Call call, MemorySegment list) {
    var item = list.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
    try {
      if ((int) NativeLibrary.call(isLocked, item) != 0) {
        throw locked();
      }
      var value = (MemorySegment) NativeLibrary.call(secretOf, item);
      if (isNull(value)) {
        throw locked();
      }
      try {
        var length = call.arena.allocate(JAVA_LONG);
        var bytes = (MemorySegment) NativeLibrary.call(bytesOf, value, length);
        return bytes.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
      } finally {
        NativeLibrary.call(freeValue, value);
      }
    } finally {
      free(list);
    }
  }

  private void free(MemorySegment list) {
    for (var at = list; !isNull(at); ) {
      var node = at.reinterpret(2 * ADDRESS.byteSize());
      NativeLibrary.call(freeObject, node.get(ADDRESS, 0));
      at = node.get(ADDRESS, ADDRESS.byteSize());
    }
    NativeLibrary.call(freeList, list);
  }

  @Override
  public void write(String service, String account, byte[] secret) {
    try (var call = new Call(service, account)) {
      var bytes = call.arena.allocateFrom(JAVA_BYTE, secret);
      var value =
          (MemorySegment)
              NativeLibrary.call(
                  newValue,
                  bytes,
                  (long) secret.length,
                  call.arena.allocateFrom("application/octet-stream"));
      bytes.fill((byte) 0);
      try {
        int stored =
            (int)
                NativeLibrary.call(
                    store,
                    MemorySegment.NULL,
                    call.schema,
                    call.attributes,
                    call.arena.allocateFrom("default"),
                    call.arena.allocateFrom("Engram: " + service + ", " + account),
                    value,
                    MemorySegment.NULL,
                    call.error);
        call.throwIfFailed();
        if (stored == 0) {
          throw new KeychainRefusedException(name() + " did not store the key and gave no reason");
        }
      } finally {
        NativeLibrary.call(freeValue, value);
      }
    }
  }

  @Override
  public void remove(String service, String account) {
    try (var call = new Call(service, account)) {
      NativeLibrary.call(
          clear, MemorySegment.NULL, call.schema, call.attributes, MemorySegment.NULL, call.error);
      call.throwIfFailed();
      // A locked item is left where it is, and that is no error to libsecret.
      var left = found(call, LOOK_ONLY);
      if (!isNull(left)) {
        free(left);
        throw locked();
      }
    }
  }

  private KeychainLockedException locked() {
    return new KeychainLockedException(name() + " is locked and was not unlocked");
  }

  private static boolean isNull(MemorySegment pointer) {
    return pointer.address() == 0;
  }

  /** One call's schema, attributes and place for an error. */
  private final class Call implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment schema = arena.allocate(SCHEMA_BYTES, ADDRESS.byteAlignment());
    private final MemorySegment error = arena.allocate(ADDRESS);
    private final MemorySegment attributes;

    Call(String service, String account) {
      var serviceName = arena.allocateFrom("engram-service");
      var accountName = arena.allocateFrom("engram-account");
      // SecretSchema: name, flags, then 32 pairs of a name and a type; 0 is "a text".
      schema.set(ADDRESS, 0, arena.allocateFrom("dev.engram.Key"));
      schema.set(JAVA_INT, 8, DONT_MATCH_NAME);
      schema.set(ADDRESS, 16, serviceName);
      schema.set(ADDRESS, 32, accountName);
      attributes = (MemorySegment) NativeLibrary.call(newTable, hash, equal);
      NativeLibrary.call(insert, attributes, serviceName, arena.allocateFrom(service));
      NativeLibrary.call(insert, attributes, accountName, arena.allocateFrom(account));
    }

    /** Turns a GError into one of ours. */
    void throwIfFailed() {
      var failure = error.get(ADDRESS, 0);
      if (isNull(failure)) {
        return;
      }
      var fields = failure.reinterpret(8);
      int code = fields.get(JAVA_INT, 4);
      var quark = (MemorySegment) NativeLibrary.call(domainName, fields.get(JAVA_INT, 0));
      String domain = isNull(quark) ? "unknown" : quark.reinterpret(256).getString(0);
      NativeLibrary.call(freeError, failure);
      throw typed(domain, code);
    }

    private KeychainException typed(String domain, int code) {
      if (domain.equals("secret-error")) {
        return code == SECRET_IS_LOCKED
            ? locked()
            : new KeychainRefusedException(name() + " failed with " + domain + " " + code);
      }
      return new KeychainGoneException(
          name() + " does not answer on this session's bus (" + domain + " " + code + ")");
    }

    @Override
    public void close() {
      NativeLibrary.call(freeTable, attributes);
      arena.close();
    }
  }
}
