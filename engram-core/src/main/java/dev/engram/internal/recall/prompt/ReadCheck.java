package dev.engram.internal.recall.prompt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.engram.config.InjectionOptions;
import dev.engram.config.InjectionOptions.Action;
import dev.engram.internal.screen.injection.InjectionDetector;
import dev.engram.internal.screen.injection.InjectionReport;
import dev.engram.internal.screen.injection.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Asks of a text that was stored whether it may go into a prompt (spec §10.14.1): it may have come
 * before there was a detector, or before this one, or its flag may be gone. Findings are kept by
 * 128 bits of the text's SHA-256, since they take ten times as long to make anew; no text is kept,
 * and none can be made to find another's. Thread-safe.
 */
final class ReadCheck {
  private static final int KEPT = 16_384;

  private record Key(long high, long low) {}

  private record Found(Verdict verdict, boolean named) {}

  private final InjectionDetector detector;
  private final InjectionOptions options;
  private final Cache<Key, Found> found = Caffeine.newBuilder().maximumSize(KEPT).build();

  ReadCheck(InjectionDetector detector, InjectionOptions options) {
    this.detector = detector;
    this.options = options;
  }

  /** Of a text as it came. */
  boolean withholds(String text) {
    return withholds(found(text));
  }

  /**
   * Of one that was taken out of another: a fact, or a shorter form. These are short, so that their
   * wording says little, and it takes a named sign.
   */
  boolean withholdsPart(String text) {
    Found part = found(text);
    return part.named && withholds(part);
  }

  private boolean withholds(Found one) {
    return switch (one.verdict) {
      case CLEAN -> false;
      case FLAGGED -> options.perhaps() != Action.KEEP;
      case REJECTED -> options.surely() != Action.KEEP;
    };
  }

  private Found found(String text) {
    return found.get(
        key(text),
        missing -> {
          InjectionReport report = detector.assess(text);
          return new Found(report.everyday(), report.named());
        });
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
