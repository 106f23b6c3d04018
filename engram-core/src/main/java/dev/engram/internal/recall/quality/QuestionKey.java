package dev.engram.internal.recall.quality;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Stands for the words of a question where the question itself may not be kept: 64 bits of SHA-256
 * over its letters and digits in lower case. Case, blanks and punctuation do not count.
 */
final class QuestionKey {
  private QuestionKey() {}

  static long of(String question) {
    String normal = Normalizer.normalize(question, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var words = new StringBuilder(normal.length());
    boolean apart = false;
    for (int i = 0; i < normal.length(); ) {
      int c = normal.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || isPunctuation(c)) {
        apart = !words.isEmpty();
      } else {
        if (apart) {
          words.append(' ');
          apart = false;
        }
        words.appendCodePoint(c);
      }
    }
    return hash(words.isEmpty() ? normal.strip() : words.toString());
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static long hash(String words) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java lacks SHA-256", missing);
    }
  }
}
