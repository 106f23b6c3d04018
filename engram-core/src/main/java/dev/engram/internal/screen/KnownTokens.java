package dev.engram.internal.screen;

import java.util.List;

/**
 * Tokens that tell their issuer by their shape: a prefix, then so many characters of an alphabet.
 */
final class KnownTokens {
  private static final int LONGEST = 512;

  /** Which characters follow a prefix. */
  private enum Alphabet {
    UPPER_OR_DIGIT,
    HEX,
    LETTER_OR_DIGIT,
    URL_SAFE,
    DOTTED;

    boolean holds(char unit) {
      return switch (this) {
        case UPPER_OR_DIGIT -> Ascii.upper(unit) || Ascii.digit(unit);
        case HEX -> Ascii.digit(unit) || (unit >= 'a' && unit <= 'f');
        case LETTER_OR_DIGIT -> Ascii.letterOrDigit(unit);
        case URL_SAFE -> Ascii.token(unit);
        case DOTTED -> Ascii.token(unit) || unit == '.';
      };
    }
  }

  /**
   * A token's shape.
   *
   * @param least how many characters follow the prefix at least
   * @param most how many at most
   * @param mixed whether they must look random, as prefixes that are also words need
   */
  private record Shape(
      String kind, String prefix, Alphabet alphabet, int least, int most, boolean mixed) {
    Shape(String kind, String prefix, Alphabet alphabet, int least) {
      this(kind, prefix, alphabet, least, LONGEST, true);
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("aws-access-key", "AKIA", Alphabet.UPPER_OR_DIGIT, 16, 16, false),
          new Shape("aws-access-key", "ASIA", Alphabet.UPPER_OR_DIGIT, 16, 16, false),
          new Shape("github-token", "ghp_", Alphabet.LETTER_OR_DIGIT, 30),
          new Shape("github-token", "gho_", Alphabet.LETTER_OR_DIGIT, 30),
          new Shape("github-token", "ghu_", Alphabet.LETTER_OR_DIGIT, 30),
          new Shape("github-token", "ghs_", Alphabet.LETTER_OR_DIGIT, 30),
          new Shape("github-token", "ghr_", Alphabet.LETTER_OR_DIGIT, 30),
          new Shape("github-token", "github_pat_", Alphabet.URL_SAFE, 30),
          new Shape("gitlab-token", "glpat-", Alphabet.URL_SAFE, 20),
          new Shape("slack-token", "xoxb-", Alphabet.URL_SAFE, 15),
          new Shape("slack-token", "xoxp-", Alphabet.URL_SAFE, 15),
          new Shape("slack-token", "xoxa-", Alphabet.URL_SAFE, 15),
          new Shape("slack-token", "xoxr-", Alphabet.URL_SAFE, 15),
          new Shape("slack-token", "xoxs-", Alphabet.URL_SAFE, 15),
          new Shape("slack-token", "xoxe-", Alphabet.URL_SAFE, 15),
          new Shape("slack-token", "xapp-", Alphabet.URL_SAFE, 15),
          new Shape("google-api-key", "AIza", Alphabet.URL_SAFE, 35, 35, false),
          new Shape("google-token", "ya29.", Alphabet.DOTTED, 20),
          new Shape("stripe-key", "sk_live_", Alphabet.LETTER_OR_DIGIT, 16),
          new Shape("stripe-key", "sk_test_", Alphabet.LETTER_OR_DIGIT, 16),
          new Shape("stripe-key", "rk_live_", Alphabet.LETTER_OR_DIGIT, 16),
          new Shape("stripe-key", "rk_test_", Alphabet.LETTER_OR_DIGIT, 16),
          new Shape("stripe-key", "whsec_", Alphabet.LETTER_OR_DIGIT, 20),
          new Shape("model-api-key", "sk-", Alphabet.URL_SAFE, 20),
          new Shape("model-api-key", "hf_", Alphabet.LETTER_OR_DIGIT, 30),
          new Shape("npm-token", "npm_", Alphabet.LETTER_OR_DIGIT, 36),
          new Shape("pypi-token", "pypi-", Alphabet.URL_SAFE, 50),
          new Shape("sendgrid-key", "SG.", Alphabet.DOTTED, 40),
          new Shape("digitalocean-token", "dop_v1_", Alphabet.HEX, 64),
          new Shape("age-key", "AGE-SECRET-KEY-1", Alphabet.UPPER_OR_DIGIT, 50));

  private KnownTokens() {}

  static void find(String text, List<Finding> found) {
    int at = 0;
    int notSigned = 0;
    while (at < text.length()) {
      boolean starts = at == 0 || !Ascii.letterOrDigit(text.charAt(at - 1));
      int end = -1;
      if (starts && text.startsWith("eyJ", at) && at >= notSigned) {
        int header = stretch(text, at);
        end = signedToken(text, at, header);
        notSigned = header;
        if (end > 0) {
          found.add(new Finding(at, end, "jwt"));
        }
      }
      if (starts && end < 0 && Ascii.letterOrDigit(text.charAt(at))) {
        end = end(text, at, found);
      }
      at = end > at ? end : at + 1;
    }
  }

  private static int end(String text, int at, List<Finding> found) {
    for (Shape shape : SHAPES) {
      int end = text.startsWith(shape.prefix(), at) ? end(text, at, shape) : -1;
      if (end > 0) {
        found.add(new Finding(at, end, shape.kind()));
        return end;
      }
    }
    return -1;
  }

  private static int end(String text, int at, Shape shape) {
    int from = at + shape.prefix().length();
    int end = from;
    int limit = Math.min(text.length(), from + LONGEST);
    while (end < limit && shape.alphabet().holds(text.charAt(end))) {
      end++;
    }
    int length = end - from;
    boolean random = !shape.mixed() || Randomness.changes(text, from, end) >= 3;
    boolean fits = length >= shape.least() && length <= shape.most() && random;
    return fits && !Placeholders.uniform(text, from, end) ? end : -1;
  }

  /** A JSON web token: three stretches of URL-safe Base64; the last may be empty. */
  private static int signedToken(String text, int at, int header) {
    if (header - at < 10 || header >= text.length() || text.charAt(header) != '.') {
      return -1;
    }
    int body = stretch(text, header + 1);
    if (body - header < 10 || body >= text.length() || text.charAt(body) != '.') {
      return -1;
    }
    return stretch(text, body + 1);
  }

  private static int stretch(String text, int from) {
    int end = from;
    int limit = Math.min(text.length(), from + 8 * LONGEST);
    while (end < limit && Ascii.token(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
