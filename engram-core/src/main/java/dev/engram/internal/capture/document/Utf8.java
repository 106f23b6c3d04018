package dev.engram.internal.capture.document;

/** Counts bytes without making them. Stateless. */
final class Utf8 {
  private Utf8() {}

  /** Of a code point; half a pair counts as much as the mark that will replace it. */
  static int bytes(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** Of a stretch of a text. */
  static int bytes(String text, int from, int until) {
    int bytes = 0;
    for (int at = from; at < until; ) {
      int c = text.codePointAt(at);
      bytes += bytes(c);
      at += Character.charCount(c);
    }
    return bytes;
  }
}
