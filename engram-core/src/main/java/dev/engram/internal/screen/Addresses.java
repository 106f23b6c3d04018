package dev.engram.internal.screen;

import java.util.List;

/** Passwords in addresses: {@code scheme://user:password@host}. Only the password goes. */
final class Addresses {
  private static final String MARK = "://";
  private static final int LONGEST_AUTHORITY = 512;

  private Addresses() {}

  static void find(String text, List<Finding> found) {
    int at = text.indexOf(MARK);
    while (at >= 0) {
      int from = at + MARK.length();
      if (at > 0 && Ascii.letterOrDigit(text.charAt(at - 1))) {
        authority(text, from, found);
      }
      at = text.indexOf(MARK, from);
    }
  }

  private static void authority(String text, int from, List<Finding> found) {
    int limit = Math.min(text.length(), from + LONGEST_AUTHORITY);
    int colon = -1;
    int at = -1;
    int end = from;
    while (end < limit && " \t\r\n\"'`<>/?#\\".indexOf(text.charAt(end)) < 0) {
      char unit = text.charAt(end);
      if (unit == ':' && colon < 0) {
        colon = end;
      } else if (unit == '@') {
        at = end;
      }
      end++;
    }
    if (colon >= 0 && at > colon + 1 && !Placeholders.matches(text.substring(colon + 1, at))) {
      found.add(new Finding(colon + 1, at, "connection-password"));
    }
  }
}
