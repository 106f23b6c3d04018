package dev.engram.internal.capture.language;

import java.util.Locale;

/** The universal parts of speech (Universal Dependencies, version 2). */
public enum Tag {
  NOUN,
  PROPN,
  PRON,
  DET,
  ADJ,
  ADV,
  VERB,
  AUX,
  ADP,
  PART,
  CCONJ,
  SCONJ,
  NUM,
  PUNCT,
  SYM,
  INTJ,
  X;

  /** Reads a tagger's label; of a joint one such as {@code AUX+PART} the first; else {@link #X}. */
  static Tag parse(String label) {
    int plus = label.indexOf('+');
    String first = plus < 0 ? label : label.substring(0, plus);
    for (Tag tag : values()) {
      if (tag.name().equals(first.toUpperCase(Locale.ROOT))) {
        return tag;
      }
    }
    return X;
  }
}
