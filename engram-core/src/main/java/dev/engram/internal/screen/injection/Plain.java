package dev.engram.internal.screen.injection;

import java.text.Normalizer;

/**
 * A text as a reader would take it: small letters, without invisible characters, look-alike letters
 * of other scripts and digits for letters undone. Every unit knows where it came from.
 */
final class Plain {
  private static final String LOOKS = "аесорхуіјѕԁһӏԛԝαοενιρτυκ";
  private static final String LIKE = "aecopxyijsdhlqwaoeviptuk";
  private static final String LEET = "013457@$";
  private static final String MEANT = "oieastas";

  private final char[] units;
  private final int[] origins;
  private int length;
  private int hidden;
  private int disguised;

  private Plain(int most) {
    units = new char[most];
    origins = new int[most + 1];
  }

  static Plain of(String text) {
    var plain = new Plain(text.length() * 2);
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int size = Character.charCount(c);
      if (invisible(c)) {
        plain.hidden++;
      } else {
        plain.add(folded(c), i);
      }
      i += size;
    }
    plain.origins[plain.length] = text.length();
    plain.undisguise();
    return plain;
  }

  private void add(int c, int origin) {
    if (c < 0x10000) {
      units[length] = (char) c;
      origins[length++] = origin;
    } else {
      for (char unit : Character.toChars(c)) {
        units[length] = unit;
        origins[length++] = origin;
      }
    }
  }

  private static int folded(int c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    if (c >= 0xff01 && c <= 0xff5e) {
      return Character.toLowerCase(c - 0xfee0);
    }
    if ((c >= 0x1d400 && c <= 0x1d7ff) || (c >= 0x2460 && c <= 0x24ff)) {
      String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
      return plain.isEmpty() ? c : Character.toLowerCase(plain.codePointAt(0));
    }
    return c == '’' ? '\'' : Character.toLowerCase(c);
  }

  private static boolean invisible(int c) {
    return c == 0xad
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x2064)
        || c == 0xfeff
        || (c >= 0xe0000 && c <= 0xe007f);
  }

  /** Word by word: letters of other scripts among Latin ones, digits among letters. */
  private void undisguise() {
    int i = 0;
    while (i < length) {
      int end = i;
      int latin = 0;
      int looks = 0;
      int leet = 0;
      int other = 0;
      while (end < length && units[end] > ' ' && ".,;:!?\"()".indexOf(units[end]) < 0) {
        char unit = units[end++];
        boolean plain = unit >= 'a' && unit <= 'z';
        boolean look = LOOKS.indexOf(unit) >= 0;
        boolean digit = LEET.indexOf(unit) >= 0;
        latin += plain ? 1 : 0;
        looks += look ? 1 : 0;
        leet += digit ? 1 : 0;
        other += plain || look || digit ? 0 : 1;
      }
      boolean mixed = latin >= 1 && looks >= 1;
      boolean coded =
          latin >= 2 && leet >= 1 && leet <= latin && other == 0 && end - i >= 4 && inside(i, end);
      for (int at = i; at < end && (mixed || coded); at++) {
        int look = mixed ? LOOKS.indexOf(units[at]) : -1;
        int digit = coded ? LEET.indexOf(units[at]) : -1;
        units[at] = look >= 0 ? LIKE.charAt(look) : digit >= 0 ? MEANT.charAt(digit) : units[at];
      }
      disguised += mixed ? 1 : 0;
      i = end + 1;
    }
  }

  /** Whether a digit stands between letters. */
  private boolean inside(int from, int to) {
    for (int i = from + 1; i < to - 1; i++) {
      if (LEET.indexOf(units[i]) >= 0 && letter(units[i - 1]) && letter(units[i + 1])) {
        return true;
      }
    }
    return false;
  }

  private static boolean letter(char unit) {
    return unit >= 'a' && unit <= 'z';
  }

  int length() {
    return length;
  }

  char at(int i) {
    return units[i];
  }

  /** Where a unit came from; the text's length for the place after the last. */
  int origin(int i) {
    return origins[i];
  }

  String text(int from, int to) {
    return new String(units, from, to - from);
  }

  /** How many invisible characters there were. */
  int hidden() {
    return hidden;
  }

  /** How many words mix scripts that look alike. */
  int disguised() {
    return disguised;
  }

  @Override
  public String toString() {
    return "Plain[" + length + " characters]";
  }
}
