package dev.engram.internal.capture.document;

/**
 * Splits what is too large for one chunk, at the mildest cut near enough.
 *
 * <p>Code is cut at blank lines, else between lines; tables between rows; lists between items;
 * sentences stay whole up to the largest chunk. Only what is longer alone is cut within: at a
 * line's end, a clause, a word, at last between two characters. Each piece is found by one scan no
 * longer than the largest chunk, so the whole takes linear time.
 */
final class Splitter {
  /** Of a paragraph's first lines. */
  private static final int SAMPLE = 8;

  private final String text;
  private final ChunkSize size;

  Splitter(String text, ChunkSize size) {
    this.text = text;
    this.size = size;
  }

  /** Takes pieces as they are found: together what was split, blank between them included. */
  @FunctionalInterface
  interface Pieces {
    void piece(int start, int end);
  }

  void split(int start, int end, ChunkKind kind, Pieces to) {
    var way = kind == ChunkKind.PROSE && isRecords(start, end) ? ChunkKind.TABLE : kind;
    int from = start;
    while (from < end) {
      int cut = cut(from, end, way);
      to.piece(from, cut);
      from = cut;
    }
  }

  /** Whether most lines begin like entries of a log, so that each stands for itself. */
  private boolean isRecords(int start, int end) {
    int lines = 0;
    int records = 0;
    int at = start;
    while (at < end && lines < SAMPLE) {
      lines++;
      char c = text.charAt(at);
      records += Character.isDigit(c) || "[{<|".indexOf(c) >= 0 ? 1 : 0;
      int limit = Math.min(end, at + size.most());
      while (at < limit && text.charAt(at) != '\n') {
        at++;
      }
      at++;
    }
    return lines > 2 && records * 2 > lines;
  }

  /** Where the piece that begins at {@code from} ends; after it. */
  private int cut(int from, int end, ChunkKind kind) {
    int hard = furthest(from, end);
    int soft = Math.min(hard, from + size.target());
    if (hard == end && (soft == end || kind == ChunkKind.CODE)) {
      return end;
    }
    int found =
        switch (kind) {
          case CODE -> code(from, hard);
          case TABLE -> last(from + 1, hard, at -> Cuts.startsLine(text, at));
          case LIST -> item(from, soft, hard);
          case PROSE -> -1;
        };
    if (found < 0 && kind != ChunkKind.CODE) {
      found = sentence(from, soft, hard, end);
    }
    if (found < 0 && hard == end) {
      return end;
    }
    return found < 0 ? within(from, hard) : found;
  }

  /** As far as the largest chunk reaches, at least one code point. */
  private int furthest(int from, int end) {
    int bytes = 0;
    int at = from;
    while (at < end) {
      int c = text.codePointAt(at);
      bytes += Utf8.bytes(c);
      if (bytes > size.most() && at > from) {
        return at;
      }
      at += Character.charCount(c);
    }
    return end;
  }

  private int code(int from, int hard) {
    int third = from + 1 + (hard - from) / 3;
    int found = last(third, hard, at -> Cuts.startsAfterBlank(text, from, at));
    return found < 0 ? last(from + 1, hard, at -> Cuts.startsLine(text, at)) : found;
  }

  private int item(int from, int soft, int hard) {
    int found = last(from + 1, soft, this::startsItem);
    return found < 0 ? first(soft + 1, hard, this::startsItem) : found;
  }

  private boolean startsItem(int at) {
    if (!Cuts.startsLine(text, at) || Character.isWhitespace(text.charAt(at))) {
      return false;
    }
    char c = text.charAt(at);
    return (Character.isDigit(c) || "-*+•‣◦–".indexOf(c) >= 0) && Line.at(text, at).isItem();
  }

  private int sentence(int from, int soft, int hard, int end) {
    int found = -1;
    for (int at = from + 1; at <= hard; at++) {
      int next = at < end ? Cuts.afterSentence(text, from, at, end) : -1;
      if (next > 0 && next <= hard) {
        if (next > soft && found > 0) {
          return found;
        }
        found = next;
        if (next > soft) {
          return found;
        }
      }
    }
    return found;
  }

  private int within(int from, int hard) {
    int third = from + 1 + (hard - from) / 3;
    int found = last(third, hard, at -> Cuts.startsLine(text, at));
    if (found < 0) {
      found = last(third, hard, at -> Cuts.startsClause(text, from, at));
    }
    if (found < 0) {
      found = last(from + 1, hard, at -> Cuts.startsWord(text, at));
    }
    return found < 0 ? Cuts.betweenCharacters(text, from, hard) : found;
  }

  private interface Place {
    boolean suits(int at);
  }

  private int last(int least, int most, Place place) {
    for (int at = Math.min(most, text.length() - 1); at >= least; at--) {
      if (place.suits(at)) {
        return at;
      }
    }
    return -1;
  }

  private int first(int least, int most, Place place) {
    for (int at = least; at <= most && at < text.length(); at++) {
      if (place.suits(at)) {
        return at;
      }
    }
    return -1;
  }
}
