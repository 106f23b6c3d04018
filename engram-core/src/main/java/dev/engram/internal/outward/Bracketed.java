package dev.engram.internal.outward;

/** Walks over what stands in brackets and may be a placeholder. Linear in the text. */
final class Bracketed {
  private Bracketed() {}

  /** Takes one. */
  interface Each {
    /** From its bracket to the unit after the other. */
    void token(int from, int to, String token);
  }

  static void each(String text, Each each) {
    int open = text.indexOf('[');
    while (open >= 0) {
      int next = text.indexOf('[', open + 1);
      int most = Math.min(text.length(), open + Naming.LONGEST);
      int close = text.indexOf(']', open, next < 0 ? most : Math.min(next, most));
      if (close > 0) {
        each.token(open, close + 1, text.substring(open, close + 1));
      }
      open = next;
    }
  }
}
