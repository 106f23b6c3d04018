package dev.engram.internal.capture.entity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * The form under which names are compared: compatibility characters and case folded, diacritics
 * off, "the" and "my" off, a possessive ending off, punctuation inside turned to one space or
 * dropped: "The Apollo Project's" becomes "apollo project", "U.S.A." "usa", "O’Brien" "obrien".
 * Paths keep their punctuation. Folding a folded name changes nothing. Stateless.
 */
public final class NormalName {
  private static final Set<String> DETERMINERS =
      Set.of("the", "a", "an", "my", "our", "your", "his", "her", "their", "its", "this", "that");
  private static final int LONGEST = 512;

  private NormalName() {}

  /** Folds a name; never empty unless the name holds no letter, digit or sign at all. */
  public static String of(String name) {
    String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    String folded = plain(cut);
    if (path(folded)) {
      return folded.startsWith("./") ? folded.substring(2) : folded;
    }
    String spaced = spaced(possessiveOff(folded));
    String bare = determinersOff(spaced);
    return bare.isEmpty() ? folded : bare;
  }

  private static String plain(String name) {
    boolean ascii = name.chars().allMatch(c -> c < 0x80);
    if (ascii) {
      return name.strip().toLowerCase(Locale.ROOT);
    }
    String wide = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String apart = Normalizer.normalize(wide, Normalizer.Form.NFD);
    var out = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      if (c == 'ß') {
        out.append("ss");
      } else if (c == 'ø') {
        out.append('o');
      } else if (c == 'ł') {
        out.append('l');
      } else if (c == 'æ') {
        out.append("ae");
      } else if (c == '’' || c == '‘') {
        out.append('\'');
      } else if (!latinMark(c)) {
        out.append(c);
      }
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC).strip();
  }

  /** Marks of Latin, Greek and Cyrillic; those of Indic and Semitic scripts carry sound. */
  private static boolean latinMark(char c) {
    return c >= 0x300 && c <= 0x36f;
  }

  private static boolean path(String name) {
    return name.indexOf(' ') < 0 && (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0);
  }

  private static String possessiveOff(String name) {
    if (name.endsWith("'s")) {
      return name.substring(0, name.length() - 2);
    }
    return name.endsWith("s'") ? name.substring(0, name.length() - 1) : name;
  }

  private static String spaced(String name) {
    var out = new StringBuilder(name.length());
    boolean gap = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\'' || (c == '.' && initial(name, i))) {
        continue;
      }
      boolean sharp = (c == '+' || c == '#') && !out.isEmpty() && !gap;
      boolean kept =
          Character.isLetterOrDigit(c)
              || Character.isSurrogate(c)
              || Character.getType(c) == Character.NON_SPACING_MARK
              || Character.getType(c) == Character.COMBINING_SPACING_MARK
              || sharp;
      if (kept) {
        if (gap && !out.isEmpty()) {
          out.append(' ');
        }
        out.append(c);
        gap = false;
      } else {
        gap = true;
      }
    }
    return out.toString();
  }

  /** A dot after a single letter, as in "u.s.a." */
  private static boolean initial(String name, int dot) {
    boolean one = dot >= 1 && Character.isLetter(name.charAt(dot - 1));
    boolean alone = dot == 1 || (dot >= 2 && !Character.isLetterOrDigit(name.charAt(dot - 2)));
    boolean more =
        dot + 1 >= name.length() || dot + 2 >= name.length() || name.charAt(dot + 2) == '.';
    return one && alone && more;
  }

  private static String determinersOff(String name) {
    String rest = name;
    while (true) {
      int space = rest.indexOf(' ');
      if (space < 0 || !DETERMINERS.contains(rest.substring(0, space))) {
        return rest;
      }
      rest = rest.substring(space + 1);
    }
  }
}
