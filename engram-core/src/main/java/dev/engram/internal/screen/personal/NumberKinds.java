package dev.engram.internal.screen.personal;

import dev.engram.internal.screen.personal.DigitRuns.Window;
import java.util.List;
import java.util.Set;

/**
 * Tells what numbers are: by checksum where there is one, by the way digits are grouped, and by the
 * words beside them. What is none of these things (dates, amounts, versions, order numbers) stays a
 * number.
 */
final class NumberKinds {
  private static final Lists CUES = Lists.read("cues.txt");
  private static final Set<String> CARD = CUES.of("card");
  private static final Set<String> SSN = CUES.of("ssn");
  private static final Set<String> ITIN = CUES.of("itin");
  private static final Set<String> BANK = CUES.of("bank");
  private static final Set<String> NATIONAL = CUES.of("national-id");
  private static final Set<String> CARD_SHAPES =
      Set.of("4-4-4-4", "4-6-5", "4-6-4", "4-4-4-4-3", "4-4-4-1", "4-4-5", "4-4-4");
  private static final int WORDS = 6;

  private final Scan scan;
  private final List<PersonalFinding> found;

  private NumberKinds(Scan scan, List<PersonalFinding> found) {
    this.scan = scan;
    this.found = found;
  }

  static void find(Scan scan, List<PersonalFinding> found) {
    DigitRuns.read(scan, new NumberKinds(scan, found)::take);
  }

  private boolean take(Window window) {
    return card(window)
        || american(window)
        || national(window)
        || bank(window)
        || Phones.take(scan, window, found);
  }

  private boolean add(Window window, PersonalKind kind, double confidence) {
    return found.add(new PersonalFinding(window.start(), window.end(), kind, confidence));
  }

  /** Issuers' prefixes and lengths (ISO/IEC 7812), and Luhn's check. */
  private boolean card(Window window) {
    String digits = window.digits();
    boolean whole = window.gaps().isEmpty();
    boolean grouped = CARD_SHAPES.contains(window.shape()) && (window.by(' ') || window.by('-'));
    if (digits.length() < 12 || !(whole || grouped) || !Checks.luhn(digits)) {
      return false;
    }
    if (scan.cued(window.start(), WORDS, CARD)) {
      return add(window, PersonalKind.CREDIT_CARD, 0.99);
    }
    boolean usual = digits.length() == 16 || digits.length() == 15;
    return issued(digits)
        && (grouped || usual)
        && add(window, PersonalKind.CREDIT_CARD, grouped ? 0.95 : 0.85);
  }

  private static boolean issued(String digits) {
    int length = digits.length();
    if (length < 12) {
      return false;
    }
    int two = Integer.parseInt(digits.substring(0, 2));
    int four = Integer.parseInt(digits.substring(0, 4));
    boolean american = length == 15 && (two == 34 || two == 37);
    boolean diners =
        length == 14 && (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059));
    boolean jcb =
        (length == 16 && four >= 3528 && four <= 3589)
            || (length == 15 && (four == 1800 || four == 2131));
    boolean visa = digits.charAt(0) == '4' && (length == 13 || length == 16 || length == 19);
    boolean master = length == 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720));
    boolean maestro = two == 50 || (two >= 56 && two <= 69);
    return american || diners || jcb || visa || master || maestro || (length == 16 && two == 30);
  }

  /** Social security and taxpayer numbers, by the areas that are given out. */
  private boolean american(Window window) {
    boolean dashed = window.shape().equals("3-2-4") && window.by('-');
    boolean spaced = window.shape().equals("3-2-4") && (window.by(' ') || window.by('.'));
    boolean whole = window.shape().equals("9");
    if (!dashed && !spaced && !whole) {
      return false;
    }
    int area = Integer.parseInt(window.digits().substring(0, 3));
    int group = Integer.parseInt(window.digits().substring(3, 5));
    int serial = Integer.parseInt(window.digits().substring(5));
    if (area >= 900) {
      boolean given = (group >= 50 && group <= 65) || (group >= 70 && group != 89 && group != 93);
      boolean sure = dashed || scan.cued(window.start(), WORDS, ITIN);
      return given && sure && add(window, PersonalKind.US_ITIN, 0.9);
    }
    boolean cued = scan.cued(window.start(), WORDS, SSN);
    if (area == 0 || area == 666 || group == 0 || serial == 0 || !(dashed || cued)) {
      return false;
    }
    return add(window, PersonalKind.US_SSN, cued ? 0.98 : 0.85);
  }

  private boolean national(Window window) {
    boolean cued = scan.cued(window.start(), WORDS, NATIONAL);
    double confidence = NationalIds.digits(window, cued);
    return confidence > 0 && add(window, PersonalKind.NATIONAL_ID, confidence);
  }

  private boolean bank(Window window) {
    boolean long6 = window.count() >= 6 && window.count() <= 17;
    boolean cued = long6 && scan.cued(window.start(), 4, BANK);
    boolean dated = Dates.shaped(window.shape(), window.digits());
    return cued && !dated && add(window, PersonalKind.BANK_ACCOUNT, 0.85);
  }
}
