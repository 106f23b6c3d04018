package dev.engram.internal.screen.injection;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Text inside a text: base64, hexadecimal, and letters turned by thirteen places. */
final class Encoded {
  private static final int SHORTEST = 24;
  private static final int LONGEST = 4096;
  private static final int MOST = 8;

  /**
   * A decoded stretch.
   *
   * @param start its first unit in the text that held it
   * @param end the unit after its last
   * @param text what it says
   */
  record Part(int start, int end, String text) {
    @Override
    public String toString() {
      return "Part[" + start + "-" + end + "]";
    }
  }

  private Encoded() {}

  static List<Part> in(String text) {
    var parts = new ArrayList<Part>();
    int i = 0;
    while (i < text.length() && parts.size() < MOST) {
      int end = i;
      while (end < text.length() && end - i < LONGEST && coded(text.charAt(end))) {
        end++;
      }
      if (end - i >= SHORTEST) {
        String decoded = decoded(text.substring(i, end));
        if (!decoded.isEmpty()) {
          parts.add(new Part(i, end, decoded));
        }
      }
      i = Math.max(end, i + 1);
    }
    return parts;
  }

  private static boolean coded(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || unit == '+'
        || unit == '/'
        || unit == '-'
        || unit == '_'
        || unit == '=';
  }

  /** What it says, if that is readable ASCII with blanks; otherwise nothing. */
  private static String decoded(String run) {
    if (run.length() % 2 == 0 && run.chars().allMatch(unit -> Character.digit(unit, 16) >= 0)) {
      byte[] bytes = new byte[run.length() / 2];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Integer.parseInt(run, 2 * i, 2 * i + 2, 16);
      }
      return readable(bytes);
    }
    String plain = run.replace('-', '+').replace('_', '/').replace("=", "");
    int whole = plain.length() - (plain.length() % 4 == 1 ? 1 : 0);
    try {
      return readable(Base64.getDecoder().decode(plain.substring(0, whole)));
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  private static String readable(byte[] bytes) {
    var out = new StringBuilder(bytes.length);
    int blanks = 0;
    for (byte one : bytes) {
      if (one < ' ' && one != '\n' && one != '\t' && one != '\r') {
        return "";
      }
      blanks += one == ' ' ? 1 : 0;
      out.append((char) one);
    }
    return blanks >= 2 ? out.toString() : "";
  }

  /** The text with every Latin letter turned by thirteen places. */
  static String turned(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      char small = (char) (unit | 32);
      out.append(small >= 'a' && small <= 'z' ? (char) (unit + (small < 'n' ? 13 : -13)) : unit);
    }
    return out.toString();
  }
}
