package dev.engram.internal.screen.personal;

import dev.engram.internal.capture.word.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Postal codes: British and Canadian by their shape, American behind a state, others behind a word
 * that says so.
 */
final class PostalCodes {
  private static final Set<String> ZIP = Lists.read("cues.txt").of("zip");
  private static final Set<String> STATES = Lists.read("streets.txt").of("states");
  private static final int LONGEST = 10;

  private PostalCodes() {}

  static void find(Scan scan, List<Word> words, List<PersonalFinding> found) {
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean next = i + 1 < words.size() && words.get(i + 1).start() == word.end() + 1;
      if (word.code() || !(word.isNumber() || word.isWord()) || word.text().length() > LONGEST) {
        continue;
      }
      int end = word.end();
      double sure = 0;
      if (next && shaped(word.text(), words.get(i + 1).text())) {
        end = words.get(i + 1).end();
        sure = 0.85;
      } else if (word.isNumber() && stated(words, i)) {
        sure = 0.85;
      } else if (hasDigit(word.text()) && beside(scan, word.start())) {
        boolean more = next && hasCode(words.get(i + 1));
        end = more ? words.get(i + 1).end() : end;
        sure = 0.9;
      }
      if (sure > 0) {
        found.add(new PersonalFinding(word.start(), end, PersonalKind.ZIP_CODE, sure));
      }
    }
  }

  private static boolean stated(List<Word> words, int i) {
    String text = words.get(i).text();
    boolean five = text.length() == 5 || (text.length() == 10 && text.charAt(5) == '-');
    return five
        && i > 0
        && words.get(i - 1).shouted()
        && STATES.contains(words.get(i - 1).folded())
        && text.chars().allMatch(unit -> Scan.digit((char) unit) || unit == '-');
  }

  private static boolean hasDigit(String text) {
    long digits = text.chars().filter(unit -> Scan.digit((char) unit)).count();
    boolean number = text.indexOf('.') >= 0 || text.indexOf(',') >= 0 || text.indexOf('_') >= 0;
    return digits >= (Scan.letter(text.charAt(0)) ? 2 : 3) && !number;
  }

  private static boolean beside(Scan scan, int start) {
    for (int i = start - 1; i >= 0 && start - i <= 2; i--) {
      if (scan.at(i) == '\n' || scan.at(i) == '$') {
        return false;
      }
    }
    return scan.cued(start, 3, ZIP);
  }

  private static boolean hasCode(Word word) {
    boolean small = word.isNumber() && word.text().length() <= 4;
    return small || (word.shouted() && word.text().length() <= 3);
  }

  /** "SW1A 1AA" (British) and "K1A 0B1" (Canadian), in capitals. */
  private static boolean shaped(String out, String in) {
    String first = classes(out);
    String second = classes(in);
    boolean canadian = first.equals("ADA") && second.equals("DAD");
    boolean british =
        second.equals("DAA") && Set.of("AD", "ADD", "AAD", "AADD", "ADA", "AADA").contains(first);
    return canadian || british;
  }

  private static String classes(String text) {
    if (text.length() > 4) {
      return "";
    }
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      out.append(Scan.digit(unit) ? 'D' : unit >= 'A' && unit <= 'Z' ? 'A' : '?');
    }
    return out.toString().toUpperCase(Locale.ROOT);
  }
}
