package dev.engram.internal.recall.prompt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.engram.config.InjectionOptions;
import dev.engram.config.InjectionOptions.Action;
import dev.engram.internal.screen.injection.InjectionDetector;
import dev.engram.internal.screen.injection.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Asks of a text that was stored whether it may go into a prompt (spec §10.14.1): it may have come
 * before there was a detector, or before this one, or its flag may be gone. Verdicts are kept by
 * 128 bits of the text's SHA-256, since they take ten times as long to find anew; no text is kept,
 * and none can be made to find another's verdict. Thread-safe.
 */
final class ReadCheck {
  private static final int KEPT = 16_384;

  private record Key(long high, long low) {}

  private final InjectionDetector detector;
  private final InjectionOptions options;
  private final Cache<Key, Verdict> verdicts = Caffeine.newBuilder().maximumSize(KEPT).build();

  ReadCheck(InjectionDetector detector, InjectionOptions options) {
    this.detector = detector;
    this.options = options;
  }

  boolean withholds(String text) {
    Verdict verdict = verdicts.get(key(text), missing -> detector.assess(text).verdict());
    return switch (verdict) {
      case CLEAN -> false;
      case FLAGGED -> options.perhaps() != Action.KEEP;
      case REJECTED -> options.surely() != Action.KEEP;
    };
  }

  private static Key key(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      var digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Key(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
