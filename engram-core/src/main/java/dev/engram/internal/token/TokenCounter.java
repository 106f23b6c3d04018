package dev.engram.internal.token;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts tokens with the {@code o200k_base} vocabulary. Thread-safe; loads its vocabulary (some 200
 * ms) on first use.
 */
public final class TokenCounter {
  private static final class Vocabulary {
    static final Encoding O200K =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  /** How many tokens a text takes; texts that look like special tokens count as plain text. */
  public int count(String text) {
    return Vocabulary.O200K.countTokensOrdinary(text);
  }
}
