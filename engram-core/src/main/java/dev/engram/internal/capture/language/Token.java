package dev.engram.internal.capture.language;

import dev.engram.internal.capture.text.Span;

/**
 * A word or a mark of a sentence.
 *
 * @param text how it is to be written: as it stands, or what a contraction stands for
 * @param norm the text in lower case, with straight apostrophes
 * @param span where it stands
 * @param spaced whether a blank comes before it when it is written
 * @param tag its part of speech
 * @param lemma its base form if it is a verb, else the norm
 */
public record Token(String text, String norm, Span span, boolean spaced, Tag tag, String lemma) {
  /** The same token as another part of speech. */
  Token as(Tag other, String base) {
    return new Token(text, norm, span, spaced, other, base);
  }

  /** Whether its norm is one of these. */
  public boolean is(String... words) {
    for (String word : words) {
      if (norm.equals(word)) {
        return true;
      }
    }
    return false;
  }

  /** Shows the part of speech and the size only: words are content. */
  @Override
  public String toString() {
    return tag + "[" + text.length() + "]";
  }
}
