package dev.engram.internal.index.lexical.analysis;

/** What a text is analysed for. */
public enum Purpose {
  /** To be found: single characters of unspaced scripts are indexed beside the pairs. */
  DOCUMENT(1 << 18),
  /** To find: as few terms as say the same. */
  QUERY(1 << 15);

  private final int longestText;

  Purpose(int longestText) {
    this.longestText = longestText;
  }

  /** How many characters of a text are read; what follows is ignored. */
  public int longestText() {
    return longestText;
  }
}
