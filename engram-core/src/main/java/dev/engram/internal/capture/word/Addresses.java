package dev.engram.internal.capture.word;

import dev.engram.internal.capture.word.Word.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells web addresses, mail addresses, handles and paths from words. Stateless. */
final class Addresses {
  private static final Set<String> EXTENSIONS =
      Set.copyOf(
          List.of(
              ("java kt kts scala groovy clj py ipynb js mjs cjs ts tsx jsx vue svelte rs go c h cc"
                   + " cpp hpp cs fs rb php pl lua swift m mm r jl hs ml ex exs erl dart sql sh"
                   + " bash zsh ps1 bat yml yaml json jsonl toml xml html htm css scss less md mdx"
                   + " rst txt log csv tsv pdf doc docx xls xlsx ppt pptx odt png jpg jpeg gif svg"
                   + " webp mp3 mp4 wav mov avi zip tar gz tgz bz2 7z jar war whl deb rpm exe dll"
                   + " so dylib db sqlite parquet env lock ini cfg conf properties gradle tf proto"
                   + " graphql tex bib key pem crt")
                  .split(" ")));

  /** Names that only look like files. */
  private static final Set<String> LIBRARIES =
      Set.copyOf(
          List.of(
              ("next.js node.js vue.js react.js nuxt.js express.js three.js d3.js chart.js ember.js"
                   + " backbone.js alpine.js solid.js nest.js angular.js llama.cpp socket.io bun.js"
                   + " vert.x")
                  .split(" ")));

  private static final Set<String> ROOTS =
      Set.of("/etc", "/tmp", "/var", "/usr", "/home", "/opt", "/dev", "/proc", "/mnt", "/srv");

  private Addresses() {}

  /** Where an address that starts here ends, or {@code start} if none does. */
  static int end(String text, int start, int limit, boolean slash, boolean at, boolean scheme) {
    char first = text.charAt(start);
    if (scheme && isUrl(text, start)) {
      return trimmed(text, start, stop(text, start, limit, false));
    }
    if (first == '@') {
      return at ? handleEnd(text, start, limit) : start;
    }
    if (at && Character.isLetterOrDigit(first)) {
      int end = trimmed(text, start, stop(text, start, limit, true));
      if (isEmail(text, start, end)) {
        return end;
      }
    }
    if (slash && (Character.isLetterOrDigit(first) || "/.~_".indexOf(first) >= 0)) {
      int end = trimmed(text, start, stop(text, start, limit, true));
      if (isPath(text, start, end)) {
        return end;
      }
    }
    return start;
  }

  static Kind kind(String text, int start, int end) {
    if (isUrl(text, start)) {
      return Kind.URL;
    }
    if (text.charAt(start) == '@') {
      return Kind.HANDLE;
    }
    return isEmail(text, start, end) ? Kind.EMAIL : Kind.PATH;
  }

  /** Whether a word without slashes is a file by its ending. */
  static boolean isFile(String text, int start, int end) {
    int dot = last(text, '.', start, end);
    if (dot <= start || dot < end - 11) {
      return false;
    }
    String ending = text.substring(dot + 1, end).toLowerCase(Locale.ROOT);
    boolean one = ending.length() == 1;
    if (!EXTENSIONS.contains(ending)
        || (one && (dot < start + 2 || Character.isUpperCase(text.charAt(dot + 1))))) {
      return false;
    }
    return !LIBRARIES.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private static boolean isUrl(String text, int i) {
    return text.startsWith("http://", i)
        || text.startsWith("https://", i)
        || text.startsWith("ftp://", i)
        || text.startsWith("www.", i);
  }

  private static int stop(String text, int start, int limit, boolean narrow) {
    int i = start;
    while (i < limit) {
      char c = text.charAt(i);
      if ("<>\"`|{}".indexOf(c) >= 0 || (c >= 0x2000 && !narrow && !Character.isLetter(c))) {
        break;
      }
      if (narrow && !(c < 0x80 && Character.isLetterOrDigit(c)) && "/\\._-@+~:%$".indexOf(c) < 0) {
        break;
      }
      i++;
    }
    return i;
  }

  private static int trimmed(String text, int start, int end) {
    int i = end;
    while ((i > start && ".,;:!?'*_~".indexOf(text.charAt(i - 1)) >= 0)
        || (i > start && closes(text, start, i))) {
      i--;
    }
    return i;
  }

  private static boolean closes(String text, int start, int end) {
    char last = text.charAt(end - 1);
    if (last != ')' && last != ']') {
      return false;
    }
    return last(text, last == ')' ? '(' : '[', start, end) < 0;
  }

  private static int handleEnd(String text, int start, int limit) {
    int i = start + 1;
    while (i < limit
        && (Character.isLetterOrDigit(text.charAt(i)) || "_-.".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    int end = trimmed(text, start, i);
    boolean name = end > start + 1 && Character.isLetter(text.charAt(start + 1));
    return name && end - start <= 40 ? end : start;
  }

  private static boolean isEmail(String text, int start, int end) {
    int at = last(text, '@', start, end);
    if (at <= start || at >= end - 3 || last(text, '@', start, at) >= 0) {
      return false;
    }
    int dot = last(text, '.', start, end);
    if (dot <= at + 1 || end - dot < 3) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '/' || text.charAt(i) == '\\' || text.charAt(i) == ':') {
        return false;
      }
    }
    return Character.isLetter(text.charAt(end - 1));
  }

  private static boolean isPath(String text, int start, int end) {
    int slashes = 0;
    int letters = 0;
    int digitsOnly = 0;
    int segment = start;
    for (int i = start; i <= end; i++) {
      char c = i < end ? text.charAt(i) : '/';
      if (c == '/' || c == '\\') {
        slashes += i < end ? 1 : 0;
        digitsOnly += i > segment && digits(text, segment, i) ? 1 : 0;
        segment = i + 1;
      } else if (Character.isLetter(c)) {
        letters++;
      }
    }
    if (slashes == 0 || letters < 2 || end - start < 4) {
      return false;
    }
    boolean rooted =
        text.startsWith("./", start)
            || text.startsWith("../", start)
            || text.startsWith("~/", start)
            || (end - start > 3 && text.startsWith(":\\", start + 1));
    boolean file = hasExtension(text, start, end);
    char first = text.charAt(start);
    if (rooted || file) {
      return true;
    }
    if (first == '/') {
      return (slashes >= 2 && digitsOnly == 0) || ROOTS.contains(text.substring(start, end));
    }
    return (slashes >= 2 || text.charAt(end - 1) == '/')
        && digitsOnly == 0
        && small(text, start, end);
  }

  private static boolean hasExtension(String text, int start, int end) {
    int dot = last(text, '.', start, end);
    return dot > start
        && end - dot <= 11
        && EXTENSIONS.contains(text.substring(dot + 1, end).toLowerCase(Locale.ROOT));
  }

  /** The last place of a character within bounds, or -1. */
  private static int last(String text, char c, int start, int end) {
    for (int i = end - 1; i >= start; i--) {
      if (text.charAt(i) == c) {
        return i;
      }
    }
    return -1;
  }

  private static boolean digits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Paths are written small; "Lunch/Dinner/Drinks" is not one. */
  private static boolean small(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.isUpperCase(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
