package dev.engram.internal.screen.personal;

import dev.engram.internal.screen.personal.DigitRuns.Window;
import java.util.List;
import java.util.Set;

/**
 * Telephone numbers: international ones by their calling code (E.164), North American ones by their
 * grouping, others by a trunk zero and grouping or by a word beside them.
 */
final class Phones {
  private static final Lists CUES = Lists.read("cues.txt");
  private static final Set<String> BEFORE = CUES.of("phone");
  private static final Set<String> AFTER = CUES.of("phone-after");
  private static final Set<String> OTHER = Set.of("order", "invoice", "ticket", "isbn", "issue");
  private static final Set<String> AMERICAN = Set.of("3-3-4", "1-3-3-4", "3-7", "1-3-7");

  /** Calling codes of one and two digits; every other code has three (ITU E.164). */
  private static final Set<String> SHORT_CODES =
      Set.of(
          "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44",
          "45", "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61",
          "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95",
          "98");

  private static final String LONG_CODES = "2345678 9";
  private static final int WORDS = 6;
  private static final int LONGEST_EXTENSION = 6;

  private Phones() {}

  static boolean take(Scan scan, Window window, List<PersonalFinding> found) {
    int count = window.count();
    if (count < 6 || count > 15 || Dates.shaped(window.shape(), window.digits())) {
      return false;
    }
    double sure = confidence(scan, window);
    if (sure <= 0) {
      return false;
    }
    int start = window.start();
    while (start > 0 && "+(".indexOf(scan.at(start - 1)) >= 0) {
      start--;
    }
    found.add(new PersonalFinding(start, extended(scan, window.end()), PersonalKind.PHONE, sure));
    return true;
  }

  private static double confidence(Scan scan, Window window) {
    int start = window.start();
    String digits = window.digits();
    int count = window.count();
    boolean bracket = scan.at(start - 1) == '(';
    boolean plus = scan.at(start - 1) == '+' || (bracket && scan.at(start - 2) == '+');
    if (plus) {
      return count >= 8 && called(digits) ? 0.95 : 0;
    }
    boolean american =
        AMERICAN.contains(window.shape()) && (count == 10 || digits.charAt(0) == '1');
    char area = digits.charAt(count - 10 < 0 ? 0 : count - 10);
    if (american && area >= '2' && !window.gaps().contains("/")) {
      boolean spaced = window.by(' ') && !bracket;
      boolean cued = spaced && cued(scan, window);
      return spaced ? cued ? 0.9 : 0.6 : 0.9;
    }
    int groups = window.gaps().length() + 1;
    boolean even = window.gaps().chars().distinct().count() <= 2;
    boolean trunk = digits.charAt(0) == '0' && count >= 9 && count <= 12;
    boolean foreign = digits.startsWith("00") && count >= 10 && digits.charAt(2) != '0';
    if (foreign && groups >= 2 && called(digits.substring(2))) {
      return 0.85;
    }
    if (trunk && even && (groups >= 3 || bracket) && !window.gaps().contains("..")) {
      return 0.8;
    }
    boolean decimal = window.gaps().contains(".") && (groups == 2 || !window.by('.'));
    boolean long7 = count >= 7 || groups >= 2;
    return long7 && !decimal && !amount(window) && cued(scan, window) ? 0.85 : 0;
  }

  /** Thousands between blanks or dots. */
  private static boolean amount(Window window) {
    String shape = window.shape();
    return window.count() % 3 == 0 && window.by('.') && shape.matches("[123](-3){1,4}");
  }

  private static boolean cued(Scan scan, Window window) {
    return (scan.cued(window.start(), WORDS, BEFORE) && !scan.cued(window.start(), 2, OTHER))
        || scan.followed(window.end(), 1, AFTER);
  }

  private static boolean called(String digits) {
    return SHORT_CODES.contains(digits.substring(0, 1))
        || SHORT_CODES.contains(digits.substring(0, 2))
        || (digits.charAt(0) != '0' && LONG_CODES.indexOf(digits.charAt(0)) >= 0);
  }

  /** {@code x123}, {@code ext. 123}. */
  private static int extended(Scan scan, int end) {
    int at = end;
    while (scan.at(at) == ' ' && at - end < 2) {
      at++;
    }
    boolean word = scan.length() > at + 3 && scan.folded(at, at + 3).equals("ext");
    if (!word && scan.at(at) != 'x' && scan.at(at) != 'X') {
      return end;
    }
    at += word ? 3 : 1;
    while (scan.at(at) == '.' || scan.at(at) == ' ') {
      at++;
    }
    int digits = at;
    while (Scan.digit(scan.at(at)) && at - digits < LONGEST_EXTENSION) {
      at++;
    }
    return at > digits ? at : end;
  }
}
