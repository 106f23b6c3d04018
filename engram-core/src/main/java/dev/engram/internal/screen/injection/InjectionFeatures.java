package dev.engram.internal.screen.injection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the model looks at in a window of words: words, pairs of neighbours, and pieces of three to
 * five letters, hashed into {@value #BUCKETS} buckets, scaled to length one together; and signs
 * ({@link Signs}), each in a bucket of its own. Immutable.
 */
public final class InjectionFeatures {
  /** How many buckets there are, signs included. */
  public static final int BUCKETS = 1 << 15;

  /** Words in a window. */
  static final int WINDOW = 160;

  /** Words from one window's start to the next one's. */
  static final int STRIDE = 120;

  private static final List<String> SIGNS =
      List.of(
          "overrides-instructions",
          "asks-for-the-prompt",
          "assigns-a-role",
          "names-a-jailbreak",
          "sends-data-away",
          "forges-a-role",
          "hidden-characters",
          "look-alike-letters");
  private static final int HASHED = BUCKETS - 16;
  private static final float PIECE = 0.5f;
  private static final float SIGN = 0.3f;
  private static final int FNV = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private final int[] buckets;
  private final float[] values;

  private InjectionFeatures(int[] buckets, float[] values) {
    this.buckets = buckets;
    this.values = values;
  }

  /** The windows of a text, at least one. */
  public static List<InjectionFeatures> windows(String text) {
    Plain plain = Plain.of(text);
    List<Token> tokens = Token.of(plain);
    var windows = new ArrayList<InjectionFeatures>();
    int from = 0;
    do {
      int to = Math.min(tokens.size(), from + WINDOW);
      windows.add(of(tokens.subList(from, to), Signs.in(plain, tokens.subList(from, to))));
      from += STRIDE;
    } while (from + WINDOW - STRIDE < tokens.size());
    return windows;
  }

  static InjectionFeatures of(List<Token> tokens, List<Signs.Sign> signs) {
    int[] buckets = new int[tokens.size() * 64 + SIGNS.size()];
    int count = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).text();
      int own = hash(FNV, word, 0, word.length());
      buckets[count++] = bucket(own ^ 0x77);
      if (i > 0) {
        buckets[count++] =
            bucket(
                hash(
                    (own * PRIME) ^ 0x20,
                    tokens.get(i - 1).text(),
                    0,
                    tokens.get(i - 1).text().length()));
      }
    }
    int whole = count;
    for (Token token : tokens) {
      if (Character.isLetter(token.text().charAt(0)) && token.text().length() <= 20) {
        count = pieces(token.text(), buckets, count);
      }
    }
    return scaled(buckets, whole, count, signs);
  }

  private static int pieces(String word, int[] buckets, int from) {
    int count = from;
    int length = word.length() + 2;
    for (int start = 0; start < length - 2; start++) {
      int hash = FNV ^ 0x63;
      for (int i = start; i < length && i < start + 5; i++) {
        char unit = i == 0 ? '<' : i == length - 1 ? '>' : word.charAt(i - 1);
        hash = (hash ^ unit) * PRIME;
        if (i - start >= 2) {
          buckets[count++] = bucket(hash ^ (i - start));
        }
      }
    }
    return count;
  }

  /** Each bucket once, words before pieces. */
  private static InjectionFeatures scaled(int[] raw, int whole, int count, List<Signs.Sign> signs) {
    Arrays.sort(raw, 0, whole);
    Arrays.sort(raw, whole, count);
    int[] buckets = new int[count + signs.size()];
    float[] values = new float[buckets.length];
    int kept = 0;
    float squares = 0;
    for (int i = 0; i < count; i++) {
      if (i > 0 && i != whole && raw[i] == raw[i - 1]) {
        continue;
      }
      buckets[kept] = raw[i];
      values[kept] = i < whole ? 1 : PIECE;
      squares += values[kept] * values[kept];
      kept++;
    }
    float scale = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < kept; i++) {
      values[i] *= scale;
    }
    for (Signs.Sign sign : signs) {
      buckets[kept] = HASHED + SIGNS.indexOf(sign.name());
      values[kept++] = SIGN;
    }
    return new InjectionFeatures(Arrays.copyOf(buckets, kept), Arrays.copyOf(values, kept));
  }

  private static int hash(int from, String word, int start, int end) {
    int hash = from;
    for (int i = start; i < end; i++) {
      hash = (hash ^ word.charAt(i)) * PRIME;
    }
    return hash;
  }

  private static int bucket(int hash) {
    int mixed = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
    mixed ^= mixed >>> 13;
    return Integer.remainderUnsigned(mixed, HASHED);
  }

  /** What a sign adds under some weights. */
  static double sign(String name, float[] weights) {
    return SIGN * weights[HASHED + SIGNS.indexOf(name)];
  }

  /** The sum of values times weights. */
  public double dot(float[] weights) {
    double sum = 0;
    for (int i = 0; i < buckets.length; i++) {
      sum += values[i] * weights[buckets[i]];
    }
    return sum;
  }

  /** How many buckets have a value. */
  public int size() {
    return buckets.length;
  }

  /** A bucket's number. */
  public int at(int i) {
    return buckets[i];
  }

  /** A bucket's value. */
  public float value(int i) {
    return values[i];
  }
}
