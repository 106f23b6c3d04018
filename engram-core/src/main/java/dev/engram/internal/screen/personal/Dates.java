package dev.engram.internal.screen.personal;

import java.util.List;
import java.util.Set;

/** Dates, and among them dates of birth: those beside a word that says so. */
final class Dates {
  private static final Set<String> BIRTH = Lists.read("cues.txt").of("birth");
  private static final Set<String> MONTHS =
      Set.of(
          "jan",
          "feb",
          "mar",
          "apr",
          "may",
          "jun",
          "jul",
          "aug",
          "sep",
          "sept",
          "oct",
          "nov",
          "dec",
          "january",
          "february",
          "march",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "januar",
          "februar",
          "märz",
          "mai",
          "juni",
          "juli",
          "oktober",
          "dezember",
          "janvier",
          "février",
          "mars",
          "avril",
          "juin",
          "juillet",
          "août",
          "septembre",
          "octobre",
          "novembre",
          "décembre",
          "enero",
          "febrero",
          "marzo",
          "abril",
          "mayo",
          "junio",
          "julio",
          "agosto",
          "septiembre",
          "octubre",
          "noviembre",
          "diciembre");
  private static final int WORDS = 7;
  private static final int LONGEST = 24;

  private Dates() {}

  /** Whether grouped digits are, or begin with, a numeric date. */
  static boolean shaped(String shape, String digits) {
    if (shape.startsWith("4-2-2") || shape.startsWith("4-1-2") || shape.startsWith("4-1-1")) {
      return year(digits.substring(0, 4));
    }
    int first = shape.startsWith("2-") ? 2 : shape.startsWith("1-") ? 1 : 0;
    if (first == 0 || shape.length() < 5) {
      return false;
    }
    int second = shape.charAt(2) - '0';
    if (second < 1 || second > 2 || shape.charAt(3) != '-' || shape.charAt(4) != '4') {
      return false;
    }
    int day = Integer.parseInt(digits.substring(0, first));
    int month = Integer.parseInt(digits.substring(first, first + second));
    boolean both = day >= 1 && month >= 1 && day <= 31 && month <= 31 && Math.min(day, month) <= 12;
    return both && year(digits.substring(first + second, first + second + 4));
  }

  private static boolean year(String digits) {
    return digits.startsWith("19") || digits.startsWith("20") || digits.startsWith("18");
  }

  /** Dates of birth. */
  static void births(Scan scan, List<PersonalFinding> found) {
    int at = 0;
    while (at < scan.length()) {
      if (!starts(scan, at)) {
        at++;
        continue;
      }
      int end = end(scan, at);
      if (end > at && scan.cued(at, WORDS, BIRTH)) {
        found.add(new PersonalFinding(at, end, PersonalKind.DATE_OF_BIRTH, 0.85));
      }
      at = Math.max(end, at + 1);
      while (Scan.word(scan.at(at)) && Scan.word(scan.at(at - 1))) {
        at++;
      }
    }
  }

  private static boolean starts(Scan scan, int at) {
    return Character.isLetterOrDigit(scan.at(at)) && !Scan.word(scan.at(at - 1));
  }

  /** Where a date that starts here ends, or here. */
  private static int end(Scan scan, int at) {
    int numeric = numeric(scan, at);
    return numeric > at ? numeric : named(scan, at);
  }

  private static int numeric(Scan scan, int at) {
    int first = run(scan, at);
    char sign = scan.at(first);
    if (first == at || first - at > 4 || "/-.".indexOf(sign) < 0) {
      return at;
    }
    int second = run(scan, first + 1);
    int third = scan.at(second) == sign ? run(scan, second + 1) : second;
    if (third - second < 3 || second == first + 1) {
      return at;
    }
    int a = first - at;
    int b = second - first - 1;
    int c = third - second - 1;
    boolean fits = b <= 2 && ((a == 4 && c <= 2) || (a <= 2 && (c == 4 || c == 2)));
    return fits ? third : at;
  }

  /** A month by name with a day beside it, a year or both. */
  private static int named(Scan scan, int at) {
    int i = at;
    int month = 0;
    int number = 0;
    int end = at;
    for (int token = 0; token < 4 && i - at < LONGEST; token++) {
      int stop = run(scan, i);
      if (stop > i) {
        if (stop - i > 4 || stop - i == 3) {
          break;
        }
        number++;
        String after = scan.folded(stop, Math.min(scan.length(), stop + 2));
        stop += Set.of("st", "nd", "rd", "th").contains(after) ? 2 : 0;
      } else {
        while (Character.isLetter(scan.at(stop)) && stop - i < 12) {
          stop++;
        }
        String word = scan.folded(i, stop);
        if (MONTHS.contains(word)) {
          month++;
        } else if (!word.equals("of") && !word.equals("de")) {
          break;
        }
      }
      end = stop;
      i = stop;
      while (" ,.".indexOf(scan.at(i)) >= 0 && i - stop < 2) {
        i++;
      }
      if (i == stop) {
        break;
      }
    }
    return month == 1 && number >= 1 ? end : at;
  }

  private static int run(Scan scan, int from) {
    int at = from;
    while (Scan.digit(scan.at(at)) && at - from < 5) {
      at++;
    }
    return at;
  }
}
