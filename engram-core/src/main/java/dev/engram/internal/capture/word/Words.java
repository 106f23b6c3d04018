package dev.engram.internal.capture.word;

import dev.engram.internal.capture.word.Word.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into tokens. One pass, each character looked at a bounded number of times, so any
 * input costs linear time: addresses and paths are looked for only where a run without spaces holds
 * their signs, and at most {@link #LONGEST_ADDRESS} characters far; a run of more than {@link
 * #LONGEST_RUN} plain ASCII characters is one opaque token.
 *
 * <p>Not thread-safe inside, but {@link #of} shares nothing.
 */
public final class Words {
  private static final int LONGEST_ADDRESS = 512;
  private static final int LONGEST_RUN = 160;
  private static final int LONGEST_WORD = 64;
  private static final Set<String> ABBREVIATED =
      Set.of("dr", "mr", "mrs", "ms", "prof", "st", "sr", "jr", "vs", "mt", "capt", "gen", "sen");

  private final String text;
  private final ArrayList<Word> found = new ArrayList<>();
  private boolean opens = true;
  private boolean code;
  private int runEnd;
  private boolean slash;
  private boolean at;
  private boolean scheme;

  private Words(String text) {
    this.text = text;
  }

  /** The tokens of a text, in order. */
  public static List<Word> of(String text) {
    return new Words(text).cut();
  }

  private List<Word> cut() {
    found.ensureCapacity(text.length() / 5 + 8);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\n') {
        add(i, i + 1, Kind.BREAK);
        opens = true;
        i++;
      } else if (Character.isWhitespace(c) || c < ' ' || c == '\u00a0') {
        i++;
      } else if (fence(i)) {
        code = !code;
        i = lineEnd(i);
        opens = true;
      } else {
        i = token(i, c);
      }
    }
    return found;
  }

  private int token(int i, char c) {
    if (i >= runEnd) {
      measureRun(i);
      if (runEnd - i > LONGEST_RUN && !scheme && ascii(i, runEnd)) {
        return add(i, runEnd, Kind.OPAQUE);
      }
    }
    if ((slash || at || scheme) && startsAfterBreak(i)) {
      int end = Addresses.end(text, i, Math.min(runEnd, i + LONGEST_ADDRESS), slash, at, scheme);
      if (end > i) {
        return add(i, end, Addresses.kind(text, i, end));
      }
    }
    int wordEnd = wordEnd(i);
    if (wordEnd == i) {
      return mark(i, c);
    }
    if (wordEnd - i > LONGEST_WORD) {
      return add(i, wordEnd, Kind.OPAQUE);
    }
    boolean digit = Character.isDigit(text.codePointAt(i));
    boolean file = !digit && Addresses.isFile(text, i, wordEnd);
    return add(i, wordEnd, file ? Kind.PATH : digit ? Kind.NUMBER : Kind.WORD);
  }

  private int mark(int i, char c) {
    boolean stays = opens;
    int end = i + Character.charCount(text.codePointAt(i));
    add(i, end, Kind.MARK);
    opens =
        stays
            || (c == '.' && !abbreviated())
            || c == '!'
            || c == '?'
            || c == ':'
            || c == '…'
            || c == '。'
            || c == '！'
            || c == '？'
            || c == '“'
            || c == '«'
            || c == '|'
            || c == '•'
            || ((c == '"' || c == '*') && followsSpace(i));
    return end;
  }

  /** Whether the word before a dot is a title or an initial, after which a sentence goes on. */
  private boolean abbreviated() {
    if (found.size() < 2) {
      return false;
    }
    Word before = found.get(found.size() - 2);
    return before.isWord()
        && before.capital()
        && ((before.text().length() == 1 && !before.text().equals("I"))
            || (before.text().length() == 3 && before.text().charAt(1) == '.')
            || ABBREVIATED.contains(before.folded()));
  }

  private int add(int start, int end, Kind kind) {
    String own = text.substring(start, end);
    String folded = kind == Kind.WORD ? fold(own) : own;
    found.add(new Word(start, end, kind, own, folded, opens, code));
    if (kind != Kind.MARK) {
      boolean listNumber = opens && kind == Kind.NUMBER;
      opens = listNumber;
    }
    return end;
  }

  /** Lower case, apostrophes straight. */
  public static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace('’', '\'');
  }

  private boolean fence(int i) {
    return text.startsWith("```", i) || text.startsWith("~~~", i);
  }

  private int lineEnd(int i) {
    int end = i + 3;
    while (end < text.length() && text.charAt(end) != '\n') {
      if (fence(end)) {
        code = !code;
        return end + 3;
      }
      end++;
    }
    return end;
  }

  private void measureRun(int i) {
    slash = false;
    at = false;
    scheme = false;
    int end = i;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      char c = text.charAt(end);
      slash |= c == '/' || c == '\\';
      at |= c == '@';
      scheme |= c == ':' && text.startsWith("://", end);
      end++;
    }
    scheme |= text.startsWith("www.", i);
    runEnd = end;
  }

  private boolean ascii(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private boolean startsAfterBreak(int i) {
    if (i == 0) {
      return true;
    }
    char before = text.charAt(i - 1);
    return !Character.isLetterOrDigit(before) && before != '/' && before != '.' && before != '-';
  }

  private boolean followsSpace(int i) {
    return i == 0 || (!Character.isLetterOrDigit(text.charAt(i - 1)) && text.charAt(i - 1) != '.');
  }

  private int wordEnd(int start) {
    int i = start;
    int script = -1;
    if (text.charAt(i) == '.' && letterAt(i + 1) && (i == 0 || text.charAt(i - 1) == ' ')) {
      i++;
    }
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (inWord(c)) {
        int own = script(c);
        if (script >= 0 && own != script) {
          break;
        }
        script = own;
        i += Character.charCount(c);
      } else if (i > start && joins((char) c, i)) {
        i++;
      } else {
        break;
      }
    }
    if (i > start && i - start <= 2 && i < text.length()) {
      i = afterSharp(i);
    }
    return i == start + 1 && text.charAt(start) == '.' ? start : i;
  }

  private int afterSharp(int i) {
    int end = i;
    while (end < text.length()
        && end < i + 2
        && (text.charAt(end) == '+' || text.charAt(end) == '#')) {
      end++;
    }
    boolean plus = end == i + 2 && text.charAt(i) == '+';
    boolean sharp = end == i + 1 && text.charAt(i) == '#';
    if ((!plus && !sharp) || !Character.isLetter(text.charAt(i - 1))) {
      return i;
    }
    while (plus && end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean inWord(int c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        : Character.isLetterOrDigit(c)
            || Character.getType(c) == Character.NON_SPACING_MARK
            || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static int script(int c) {
    return c >= 0x2e80 && Character.isLetter(c) ? 1 : 0;
  }

  private boolean joins(char c, int i) {
    if (i + 1 >= text.length()) {
      return false;
    }
    char before = text.charAt(i - 1);
    char after = text.charAt(i + 1);
    return switch (c) {
      case '\'', '’' -> Character.isLetter(before) && Character.isLetter(after);
      case '-' -> Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
      case '.' ->
          (Character.isDigit(before) && Character.isDigit(after))
              || (Character.isLetterOrDigit(before)
                  && Character.isLetterOrDigit(after)
                  && !(Character.isLowerCase(before) && Character.isUpperCase(after)));
      case ',' -> Character.isDigit(before) && Character.isDigit(after);
      case '&' -> Character.isUpperCase(before) && Character.isUpperCase(after);
      default -> false;
    };
  }

  private boolean letterAt(int i) {
    return i < text.length() && Character.isLetter(text.charAt(i));
  }
}
