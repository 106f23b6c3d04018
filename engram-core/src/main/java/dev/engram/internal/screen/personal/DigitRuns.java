package dev.engram.internal.screen.personal;

/**
 * A window of neighbouring runs of digits: {@code 555 123-4567} is three. Runs belong together if
 * at most three of {@code " -./()"} stand between them, all on one line.
 */
final class DigitRuns {
  private static final int MOST_RUNS = 8;
  private static final int MOST_DIGITS = 19;
  private static final int WIDEST_GAP = 3;

  /** Takes a window; answers whether it was used up. */
  interface Reader {
    boolean take(Window window);
  }

  /**
   * Some runs of digits.
   *
   * @param start the first digit
   * @param end after the last
   * @param digits without what stands between
   * @param shape the lengths of the runs, with {@code -} between: {@code 3-3-4}
   * @param gaps what stands between the runs, one unit each, blanks as spaces; a wider gap by its
   *     sign that is no blank
   */
  record Window(int start, int end, String digits, String shape, String gaps) {
    int count() {
      return digits.length();
    }

    /** Whether all gaps are this one sign. */
    boolean by(char sign) {
      return !gaps.isEmpty() && gaps.chars().allMatch(gap -> gap == sign);
    }

    @Override
    public String toString() {
      return "Window[" + start + "-" + end + "]";
    }
  }

  private DigitRuns() {}

  /** Offers windows, longest first at each run. */
  static void read(Scan scan, Reader reader) {
    int[] starts = new int[MOST_RUNS];
    int[] ends = new int[MOST_RUNS];
    int at = 0;
    int tightFrom = -1;
    while (at < scan.length()) {
      if (!Scan.digit(scan.at(at))) {
        at++;
        continue;
      }
      int count = 0;
      int place = at;
      while (count < MOST_RUNS) {
        int end = place;
        while (Scan.digit(scan.at(end))) {
          end++;
        }
        starts[count] = place;
        ends[count++] = end;
        int next = next(scan, end);
        if (next < 0) {
          break;
        }
        place = next;
      }
      int used =
          at == tightFrom || glued(scan, at) ? 0 : offered(scan, reader, starts, ends, count);
      int last = Math.max(0, used - 1);
      at = ends[last];
      tightFrom = tight(scan, at);
    }
  }

  private static boolean glued(Scan scan, int at) {
    char before = scan.at(at - 1);
    return Scan.word(before)
        || before == '$'
        || before == '€'
        || before == '£'
        || ((before == '.' || before == ',') && Scan.digit(scan.at(at - 2)));
  }

  /** The run that a sign other than a blank ties to the one that ends here. */
  private static int tight(Scan scan, int end) {
    char sign = scan.at(end);
    boolean ties = sign == '-' || sign == '.' || sign == '/' || sign == ',' || sign == ':';
    return ties && Scan.digit(scan.at(end + 1)) ? end + 1 : -1;
  }

  private static int next(Scan scan, int end) {
    int at = end;
    int signs = 0;
    while (at - end <= WIDEST_GAP && " -./()\u00a0\u2011\u2013".indexOf(scan.at(at)) >= 0) {
      signs += scan.at(at) == '-' || scan.at(at) == '.' || scan.at(at) == '/' ? 1 : 0;
      at++;
    }
    return at > end && at - end <= WIDEST_GAP && signs <= 1 && Scan.digit(scan.at(at)) ? at : -1;
  }

  private static int offered(Scan scan, Reader reader, int[] starts, int[] ends, int count) {
    for (int last = count - 1; last >= 0; last--) {
      int end = ends[last];
      char after = scan.at(end);
      boolean open =
          tight(scan, end) >= 0 || (Character.isLetter(after) && after != 'x' && after != 'X');
      if (open || after == '%' || after == '_') {
        continue;
      }
      var digits = new StringBuilder();
      var shape = new StringBuilder();
      var gaps = new StringBuilder();
      for (int i = 0; i <= last && digits.length() <= MOST_DIGITS; i++) {
        if (ends[i] - starts[i] > MOST_DIGITS) {
          return 0;
        }
        digits.append(scan.text(), starts[i], ends[i]);
        shape.append(i == 0 ? "" : "-").append(ends[i] - starts[i]);
        if (i > 0) {
          gaps.append(sign(scan, ends[i - 1], starts[i]));
        }
      }
      boolean fits = digits.length() >= 4 && digits.length() <= MOST_DIGITS;
      if (fits
          && reader.take(
              new Window(starts[0], end, digits.toString(), shape.toString(), gaps.toString()))) {
        return last + 1;
      }
    }
    return 0;
  }

  private static char sign(Scan scan, int from, int to) {
    char sign = ' ';
    for (int i = from; i < to; i++) {
      char unit = scan.at(i);
      if (unit != ' ' && unit != '\u00a0') {
        sign = unit == '\u2011' || unit == '\u2013' ? '-' : unit;
      }
    }
    return sign;
  }
}
