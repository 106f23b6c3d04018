package dev.engram.ollama;

import java.util.ArrayList;
import java.util.List;

/** Halves texts at the sentence's end or the space nearest the middle. Stateless. */
final class TextSplitter {
  private TextSplitter() {}

  /** The text in pieces of at most {@code limit} characters, at least 2; blank pieces left out. */
  static List<String> pieces(String text, int limit) {
    if (text.length() <= limit) {
      return text.isBlank() ? List.of() : List.of(text);
    }
    var pieces = new ArrayList<String>();
    for (var half : halves(text)) {
      pieces.addAll(pieces(half, limit));
    }
    return List.copyOf(pieces);
  }

  /** The two halves of a text of at least 2 characters, together the text. */
  static List<String> halves(String text) {
    int middle = text.length() / 2;
    int reach = text.length() / 4;
    int at = nearest(text, middle, reach, true);
    if (at < 0) {
      at = nearest(text, middle, reach, false);
    }
    if (at < 0) {
      at = Character.isLowSurrogate(text.charAt(middle)) && middle > 1 ? middle - 1 : middle;
    }
    return List.of(text.substring(0, at), text.substring(at));
  }

  private static int nearest(String text, int middle, int reach, boolean sentence) {
    for (int distance = 0; distance < reach; distance++) {
      for (int at : new int[] {middle - distance, middle + distance}) {
        if (isCut(text, at, sentence)) {
          return at;
        }
      }
    }
    return -1;
  }

  private static boolean isCut(String text, int at, boolean sentence) {
    if (at < 2 || at >= text.length()) {
      return false;
    }
    char before = text.charAt(at - 1);
    if (!sentence) {
      return Character.isWhitespace(before);
    }
    return before == '\n'
        || "。！？".indexOf(before) >= 0
        || (Character.isWhitespace(before) && ".!?".indexOf(text.charAt(at - 2)) >= 0);
  }
}
