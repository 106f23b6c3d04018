package dev.engram.internal.capture.language;

import dev.engram.internal.capture.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a sentence into words and marks. Contractions and chat shorthand come out as the words they
 * stand for; a quotation, a code span, a URL or a path is one word, so that nothing inside it is
 * read as the speaker's own; what stands in brackets is left out. Immutable and thread-safe;
 * linear.
 */
final class Tokenizer {
  /** A token before tagging. */
  record Piece(String text, String norm, Span span, boolean spaced, boolean opaque) {
    @Override
    public String toString() {
      return "Piece";
    }
  }

  private static final int LONGEST_QUOTE = 400;
  private static final int LONGEST_ASIDE = 300;
  private static final Set<String> TITLES = Set.of("mr", "mrs", "ms", "dr", "prof", "st");
  private static final Map<String, String> CLITICS =
      Map.of("'m", "am", "'re", "are", "'ve", "have", "'ll", "will");

  private final Map<String, List<String>> shorthand = new HashMap<>();

  Tokenizer() {
    for (String line : WordLists.lines(Tokenizer.class, "shorthand.tsv")) {
      String[] cells = line.split("\t", -1);
      shorthand.put(cells[0], List.of(cells[1].split(" ", -1)));
    }
  }

  List<Piece> pieces(String text, Span sentence) {
    List<Piece> out = new ArrayList<>();
    int at = sentence.start();
    boolean spaced = false;
    while (at < sentence.end()) {
      int c = text.codePointAt(at);
      if (Character.isWhitespace(c) || c == 0xA0 || c == 0) {
        spaced = true;
        at += Character.charCount(c);
        continue;
      }
      int aside = closing(text, at, sentence.end());
      if (aside > at) {
        at = aside;
        spaced = true;
        continue;
      }
      int end = quoted(text, at, sentence.end());
      boolean opaque = end > at;
      if (!opaque) {
        end = word(text, at, sentence.end());
      }
      if (end == at) {
        end = at + Character.charCount(c);
        add(out, text.substring(at, end), new Span(at, end), spaced, false);
      } else if (opaque) {
        add(out, text.substring(at, end), new Span(at, end), spaced, true);
      } else {
        words(out, text, new Span(at, end), spaced);
      }
      spaced = false;
      at = end;
    }
    return out;
  }

  private static int closing(String text, int at, int end) {
    char open = text.charAt(at);
    char close = open == '(' ? ')' : open == '[' ? ']' : 0;
    if (close == 0) {
      return at;
    }
    int found = text.indexOf(close, at, Math.min(end, at + LONGEST_ASIDE));
    return found > 0 ? found + 1 : at;
  }

  private static int quoted(String text, int at, int end) {
    char open = text.charAt(at);
    char close =
        switch (open) {
          case '"' -> '"';
          case '“' -> '”';
          case '«' -> '»';
          case '`' -> '`';
          default -> 0;
        };
    if (close == 0) {
      return at;
    }
    int found = text.indexOf(close, at + 1, Math.min(end, at + LONGEST_QUOTE));
    return found > at + 1 ? found + 1 : at;
  }

  private static int word(String text, int at, int end) {
    int i = at;
    while (i < end) {
      int c = text.codePointAt(i);
      int size = Character.charCount(c);
      boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
      if (Character.isLetterOrDigit(c)
          || mark
          || c == '_'
          || (i == at && "@#$€£~".indexOf(c) >= 0)) {
        i += size;
      } else if (joins(c)
          && i + size < end
          && follows(text.codePointAt(i + size))
          && (i > at || c == '/' || c == '.' || c == '-' || c == '\'')) {
        i += size;
      } else if (i > at && c == '+' && !Character.isWhitespace(text.charAt(i - 1))) {
        i += size;
      } else {
        break;
      }
    }
    if (i == at + 1 && !Character.isLetterOrDigit(text.charAt(at))) {
      return at;
    }
    if (i < end
        && text.charAt(i) == '.'
        && i - at <= 4
        && TITLES.contains(norm(text.substring(at, i)))) {
      return i + 1;
    }
    if (text.startsWith("://", i)) {
      while (i < end && !Character.isWhitespace(text.charAt(i))) {
        i++;
      }
    }
    if (i - at == 1 && i + 1 < end && text.charAt(i) == '/' && (text.charAt(at) | 32) == 'w') {
      return i + 1;
    }
    return i;
  }

  private static boolean joins(int c) {
    return "'’.-/_@:,".indexOf(c) >= 0;
  }

  private static boolean follows(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void words(List<Piece> out, String text, Span span, boolean spaced) {
    String raw = span.of(text);
    String norm = norm(raw);
    // A comma or a colon joins digits only.
    for (int i = 1; i + 1 < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean digits = Character.isDigit(raw.charAt(i - 1)) && Character.isDigit(raw.charAt(i + 1));
      if ((c == ',' && !digits) || (c == ':' && !digits && raw.indexOf("://") < 0)) {
        words(out, text, new Span(span.start(), span.start() + i), spaced);
        add(out, String.valueOf(c), new Span(span.start() + i, span.start() + i + 1), false, false);
        words(out, text, new Span(span.start() + i + 1, span.end()), false);
        return;
      }
    }
    List<String> read =
        raw.equals("r") ? List.of("are") : raw.equals("n") ? List.of("and") : shorthand.get(norm);
    if (read != null) {
      spread(out, read, raw, span, spaced);
      return;
    }
    if (norm.endsWith("n't") && norm.length() > 3) {
      String stem =
          switch (norm) {
            case "can't" -> "can";
            case "won't" -> "will";
            case "shan't" -> "shall";
            default -> raw.substring(0, raw.length() - 3);
          };
      spread(out, List.of(stem, "not"), raw, span, spaced);
      return;
    }
    int mark = norm.lastIndexOf('\'');
    if (mark > 0) {
      String tail = norm.substring(mark);
      String clitic = CLITICS.get(tail);
      if (clitic != null || tail.equals("'s") || tail.equals("'d")) {
        int cut = span.start() + mark;
        words(out, text, new Span(span.start(), cut), spaced);
        add(out, clitic != null ? clitic : tail, new Span(cut, span.end()), clitic != null, false);
        return;
      }
    }
    add(out, raw, span, spaced, false);
  }

  private static void spread(
      List<Piece> out, List<String> read, String raw, Span span, boolean spaced) {
    int middle = Math.min(span.end(), span.start() + Math.max(1, span.length() / 2));
    for (int i = 0; i < read.size(); i++) {
      String word = read.get(i);
      if (i == 0 && Character.isUpperCase(raw.charAt(0)) && !word.equals("i")) {
        word = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
      }
      boolean alone = read.size() == 1;
      Span part =
          alone ? span : i == 0 ? new Span(span.start(), middle) : new Span(middle, span.end());
      add(out, word, part, i > 0 || spaced, false);
    }
  }

  private static void add(List<Piece> out, String text, Span span, boolean spaced, boolean opaque) {
    out.add(new Piece(text, norm(text), span, spaced, opaque));
  }

  static String norm(String text) {
    return text.toLowerCase(Locale.ROOT).replace('’', '\'');
  }
}
