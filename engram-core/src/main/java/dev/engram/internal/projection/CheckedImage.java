package dev.engram.internal.projection;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A saved file that tells when it is damaged: {@code int} CRC-32C of the rest, {@code int} number
 * of bytes that follow, the bytes.
 */
final class CheckedImage {
  private static final int HEAD_BYTES = 8;

  private CheckedImage() {}

  static byte[] seal(byte[] content) {
    var file = ByteBuffer.allocate(HEAD_BYTES + content.length);
    file.position(4);
    file.putInt(content.length).put(content);
    return file.putInt(0, checksum(file.array())).array();
  }

  /**
   * The content.
   *
   * @throws IllegalArgumentException if the file is not what {@link #seal} made
   */
  static byte[] open(byte[] file) {
    if (file.length < HEAD_BYTES
        || ByteBuffer.wrap(file).getInt() != checksum(file)
        || ByteBuffer.wrap(file).getInt(4) != file.length - HEAD_BYTES) {
      throw new IllegalArgumentException("a saved index of " + file.length + " bytes is damaged");
    }
    byte[] content = new byte[file.length - HEAD_BYTES];
    System.arraycopy(file, HEAD_BYTES, content, 0, content.length);
    return content;
  }

  private static int checksum(byte[] file) {
    var sum = new CRC32C();
    sum.update(file, 4, file.length - 4);
    return (int) sum.getValue();
  }

  /** Files of equal names have equal bytes. */
  static String digest(byte[] bytes) {
    var sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return Long.toHexString(sum.getValue()) + "-" + bytes.length;
  }
}
