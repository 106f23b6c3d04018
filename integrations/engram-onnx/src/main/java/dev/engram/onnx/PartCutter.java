package dev.engram.onnx;

import dev.engram.internal.onnx.wordpiece.Tokens;
import dev.engram.internal.onnx.wordpiece.Tokens.Cut;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text's tokens into parts that a model can read, of about equal length, at the best place
 * near: an empty line before a sentence's end before a word's.
 *
 * <p>Every token is in some part. Stateless but for its limits, so safe for any thread.
 *
 * @param capacity the most tokens a part may have
 * @param overlap how many tokens neighbours share, at most
 */
record PartCutter(int capacity, int overlap) {
  PartCutter {
    Range.check("capacity", capacity, 1, Integer.MAX_VALUE);
    Range.check("overlap", overlap, 0, capacity / 2);
  }

  /** Tokens {@code from} to before {@code to}. */
  record Part(int from, int to) {}

  /** The parts of a text, at least one; that one is empty if the text has no tokens. */
  List<Part> cut(Tokens tokens) {
    var parts = new ArrayList<Part>();
    int from = 0;
    while (tokens.length() - from > capacity) {
      int to = end(tokens, from);
      parts.add(new Part(from, to));
      from = nextStart(tokens, to);
    }
    parts.add(new Part(from, tokens.length()));
    return List.copyOf(parts);
  }

  private int end(Tokens tokens, int from) {
    int even = evenLength(tokens.length() - from);
    int most = from + capacity;
    int least = Math.max(from + overlap + 1, from + even - even / 4);
    int best = most;
    Cut bestCut = Cut.INSIDE_WORD;
    for (int at = most; at >= least; at--) {
      var cut = tokens.cutBefore(at);
      boolean nearer = Math.abs(at - from - even) < Math.abs(best - from - even);
      if (cut.compareTo(bestCut) > 0 || (cut == bestCut && nearer)) {
        best = at;
        bestCut = cut;
      }
    }
    return best;
  }

  /** How long parts are if as few as possible share the rest evenly: no part is a mere crumb. */
  private int evenLength(int remaining) {
    int step = capacity - overlap;
    int count = Math.ceilDiv(remaining - overlap, step);
    return Math.ceilDiv(remaining + (count - 1) * overlap, count);
  }

  private int nextStart(Tokens tokens, int end) {
    for (int at = end - overlap; at < end; at++) {
      if (tokens.cutBefore(at) != Cut.INSIDE_WORD) {
        return at;
      }
    }
    return end;
  }
}
