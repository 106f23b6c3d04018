package dev.engram.query;

/** How much of a memory is shown (spec §8.8), most first. */
public enum Form {
  /** Its text. */
  FULL,
  /** Its main points. */
  SUMMARY,
  /** The one thing it says. */
  KEY_FACT,
  /** What it is about, a word or two. */
  TAG
}
