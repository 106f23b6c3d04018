package dev.engram.internal.screen.personal;

import dev.engram.internal.screen.personal.DigitRuns.Window;
import java.util.Set;

/**
 * Numbers by which states know people, told by their checksums: British, German, French, Spanish,
 * Italian, Portuguese, Dutch, Polish, Swedish, Finnish, Swiss, Brazilian, Indian, Canadian,
 * Australian, Chinese. One that a random number fits in one of ten cases needs its usual
 * punctuation or a word beside it.
 */
final class NationalIds {
  private static final double CUED = 0.95;
  private static final double SHAPED = 0.8;
  private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final int[] PORTUGUESE = {9, 8, 7, 6, 5, 4, 3, 2, 1};
  private static final int[] DUTCH = {9, 8, 7, 6, 5, 4, 3, 2, -1};
  private static final int[] POLISH = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
  private static final int[] AUSTRALIAN = {1, 4, 3, 7, 5, 8, 6, 9, 10};
  private static final int[] SWISS = {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1};
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };
  private static final Set<String> NO_INSURANCE =
      Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "OO");

  private NationalIds() {}

  /** How sure digits are such a number; 0 if not. */
  static double digits(Window window, boolean cued) {
    String digits = window.digits();
    String shape = window.shape();
    return switch (digits.length()) {
      case 9 -> cued && nine(digits) ? CUED : 0;
      case 10 -> swedish(window, cued);
      case 11 -> eleven(digits, window, cued);
      case 12 ->
          digits.charAt(0) >= '2' && Checks.verhoeff(digits) && cued
              ? CUED
              : digits.charAt(0) >= '2'
                      && shape.equals("4-4-4")
                      && window.by(' ')
                      && Checks.verhoeff(digits)
                  ? 0.65
                  : 0;
      case 13 ->
          digits.startsWith("756") && Checks.weighted(digits, SWISS, 10)
              ? cued ? CUED : window.by('.') ? SHAPED : 0
              : 0;
      case 15 -> french(digits) ? cued ? CUED : SHAPED : 0;
      case 18 -> chinese(digits) ? SHAPED : 0;
      default -> 0;
    };
  }

  private static boolean nine(String digits) {
    return Checks.luhn(digits)
        || Checks.weighted(digits, PORTUGUESE, 11)
        || Checks.weighted(digits, DUTCH, 11)
        || Checks.weighted(digits, AUSTRALIAN, 11);
  }

  private static double swedish(Window window, boolean cued) {
    String digits = window.digits();
    boolean dated = dated(digits.substring(2, 4), digits.substring(4, 6));
    boolean dashed = window.shape().equals("6-4") && window.by('-');
    if (!dated || !Checks.luhn(digits)) {
      return 0;
    }
    return cued ? CUED : dashed ? 0.7 : 0;
  }

  private static double eleven(String digits, Window window, boolean cued) {
    boolean brazilian = brazilian(digits);
    if (brazilian && window.shape().equals("3-3-3-2") && window.gaps().equals("..-")) {
      return CUED;
    }
    boolean polish = Checks.weighted(digits, POLISH, 10);
    boolean german = digits.charAt(0) != '0' && Checks.mod11With10(digits);
    return cued && (brazilian || polish || german) ? CUED : 0;
  }

  private static boolean brazilian(String digits) {
    if (digits.chars().distinct().count() == 1) {
      return false;
    }
    for (int length = 9; length <= 10; length++) {
      int sum = 0;
      for (int i = 0; i < length; i++) {
        sum += (length + 1 - i) * (digits.charAt(i) - '0');
      }
      int check = sum * 10 % 11 % 10;
      if (check != digits.charAt(length) - '0') {
        return false;
      }
    }
    return true;
  }

  private static boolean french(String digits) {
    char sex = digits.charAt(0);
    int month = Integer.parseInt(digits.substring(3, 5));
    boolean dated = (month >= 1 && month <= 12) || (month >= 20 && month <= 42);
    long number = Long.parseLong(digits.substring(0, 13));
    int key = Integer.parseInt(digits.substring(13));
    return (sex == '1' || sex == '2') && dated && 97 - number % 97 == key;
  }

  private static boolean chinese(String digits) {
    boolean century = digits.startsWith("19", 6) || digits.startsWith("20", 6);
    return century
        && dated(digits.substring(10, 12), digits.substring(12, 14))
        && Checks.mod11With2(digits);
  }

  private static boolean dated(String month, String day) {
    int m = Integer.parseInt(month);
    int d = Integer.parseInt(day);
    return m >= 1 && m <= 12 && d >= 1 && d <= 31;
  }

  /** How sure letters and digits, in capitals, are such a number; 0 if not. */
  static double mixed(String id, boolean cued) {
    return switch (id.length()) {
      case 9 -> spanish(id) || (cued && british(id)) ? cued ? CUED : 0.7 : british(id) ? 0.7 : 0;
      case 10 -> indian(id) ? cued ? CUED : 0.7 : finnish(id) && cued ? CUED : 0;
      case 11 -> finnish(id) ? cued ? CUED : SHAPED : 0;
      case 16 -> italian(id) ? CUED : 0;
      case 18 -> digitsUpTo(id, 17) && id.charAt(17) == 'X' && chinese(id) ? CUED : 0;
      default -> 0;
    };
  }

  private static boolean british(String id) {
    char first = id.charAt(0);
    char second = id.charAt(1);
    char last = id.charAt(8);
    return "ABCEGHJKLMNOPRSTWXYZ".indexOf(first) >= 0
        && "ABCEGHJKLMNPRSTWXYZ".indexOf(second) >= 0
        && !NO_INSURANCE.contains(id.substring(0, 2))
        && allDigits(id, 2, 8)
        && last >= 'A'
        && last <= 'D';
  }

  private static boolean spanish(String id) {
    int foreign = "XYZ".indexOf(id.charAt(0));
    String digits =
        (foreign >= 0 ? String.valueOf(foreign) : id.substring(0, 1)) + id.substring(1, 8);
    return digitsUpTo(digits, 8) && SPANISH.charAt(Integer.parseInt(digits) % 23) == id.charAt(8);
  }

  private static boolean indian(String id) {
    return letters(id, 0, 5)
        && "PCHABGJLFT".indexOf(id.charAt(3)) >= 0
        && allDigits(id, 5, 9)
        && letters(id, 9, 10);
  }

  /** With the sign that tells the century, or without. */
  private static boolean finnish(String id) {
    int tail = id.length() - 4;
    if (tail == 7 && "-+ABCDEFYXWVU".indexOf(id.charAt(6)) < 0) {
      return false;
    }
    if (!digitsUpTo(id, 6) || !allDigits(id, tail, tail + 3)) {
      return false;
    }
    int number = Integer.parseInt(id.substring(0, 6) + id.substring(tail, tail + 3));
    return dated(id.substring(2, 4), id.substring(0, 2))
        && FINNISH.charAt(number % 31) == id.charAt(tail + 3);
  }

  private static boolean italian(String id) {
    boolean shaped =
        letters(id, 0, 6)
            && allDigits(id, 6, 8)
            && "ABCDEHLMPRST".indexOf(id.charAt(8)) >= 0
            && allDigits(id, 9, 11)
            && letters(id, 11, 12)
            && allDigits(id, 12, 15)
            && letters(id, 15, 16);
    if (!shaped) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char unit = id.charAt(i);
      int value = Scan.digit(unit) ? unit - '0' : unit - 'A';
      sum += i % 2 == 0 ? ITALIAN_ODD[value] : value;
    }
    return sum % 26 == id.charAt(15) - 'A';
  }

  private static boolean digitsUpTo(String id, int end) {
    return id.length() >= end && allDigits(id, 0, end);
  }

  private static boolean allDigits(String id, int from, int end) {
    for (int i = from; i < end; i++) {
      if (!Scan.digit(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean letters(String id, int from, int end) {
    for (int i = from; i < end; i++) {
      if (id.charAt(i) < 'A' || id.charAt(i) > 'Z') {
        return false;
      }
    }
    return true;
  }
}
