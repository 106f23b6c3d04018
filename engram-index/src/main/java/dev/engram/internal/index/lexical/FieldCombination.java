package dev.engram.internal.index.lexical;

/** What a word that is found in several fields of a memory is worth. */
public enum FieldCombination {
  /** The weighted sum over the fields. */
  SUM,
  /** The best weighted field. */
  BEST
}
