package dev.engram.internal.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Puts fields into bytes in one way only: each with its length before it. For one thread. */
final class Canonical {
  private ByteBuffer bytes = ByteBuffer.allocate(256);

  /** Begins with what these bytes are of. */
  static Canonical of(String what) {
    return new Canonical().text(what);
  }

  Canonical number(long value) {
    room(Long.BYTES);
    bytes.putLong(value);
    return this;
  }

  Canonical text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  Canonical bytes(byte[] value) {
    room(Integer.BYTES + value.length);
    bytes.putInt(value.length).put(value);
    return this;
  }

  byte[] done() {
    byte[] all = new byte[bytes.position()];
    bytes.get(0, all);
    return all;
  }

  private void room(int more) {
    if (bytes.remaining() < more) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
      larger.put(bytes.flip());
      bytes = larger;
    }
  }
}
