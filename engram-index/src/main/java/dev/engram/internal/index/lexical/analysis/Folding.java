package dev.engram.internal.index.lexical.analysis;

import java.text.Normalizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Makes different spellings of the same characters one. Case is kept: it shows word parts. */
final class Folding {
  private Folding() {}

  /**
   * Compatibility forms unified, Latin, Greek, Cyrillic, Hebrew and Arabic marks removed, invisible
   * characters removed, lone surrogates and dashes blanked. Cost linear; free for ASCII.
   */
  static String fold(String text) {
    int plain = 0;
    while (plain < text.length() && text.charAt(plain) < 0x80) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    String decomposed = Normalizer.normalize(visible(text), Normalizer.Form.NFKD);
    String bare =
        withoutLigatures(Normalizer.normalize(withoutMarks(decomposed), Normalizer.Form.NFC));
    char[] output = new char[4 * bare.length()];
    int length = ASCIIFoldingFilter.foldToASCII(bare.toCharArray(), 0, output, 0, bare.length());
    return new String(output, 0, length);
  }

  private static String visible(String text) {
    var kept = new StringBuilder(text.length());
    text.codePoints().map(Folding::visible).filter(c -> c >= 0).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static int visible(int codePoint) {
    return switch (codePoint) {
      case 0x2019, 0x2018, 0x02BC -> '\'';
      case 0x2010, 0x2011 -> '-';
      case 0x2012, 0x2013, 0x2014, 0x2015, 0x200B -> ' ';
      default ->
          switch (Character.getType(codePoint)) {
            case Character.SURROGATE -> ' ';
            case Character.FORMAT -> -1;
            default -> codePoint;
          };
    };
  }

  private static String withoutMarks(String decomposed) {
    var kept = new StringBuilder(decomposed.length());
    decomposed.chars().filter(c -> !isMark(c)).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  /** Only the first letter in upper case, lest they look like camel case. */
  private static String withoutLigatures(String text) {
    return text.replace("Æ", "Ae").replace("Œ", "Oe").replace("Þ", "Th");
  }

  /** Marks of scripts in which readers leave them out; Indic vowel signs are letters and stay. */
  private static boolean isMark(int c) {
    return (c >= 0x0300 && c <= 0x036F)
        || (c >= 0x0591 && c <= 0x05C7 && Character.getType(c) == Character.NON_SPACING_MARK)
        || (c >= 0x064B && c <= 0x065F)
        || c == 0x0670
        || (c >= 0xFE00 && c <= 0xFE0F);
  }
}
