package dev.engram.internal.index.lexical.analysis;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;

/** How far English words are reduced, from not at all to roughly. */
public enum Stemming {
  /** Words stay as they are. */
  NONE,
  /** Plurals only. */
  MINIMAL,
  /** Krovetz: inflections, guided by a dictionary, so that stems stay words. */
  KROVETZ,
  /** Porter: inflections and many derivations, by rule. */
  PORTER;

  TokenStream over(TokenStream words) {
    return switch (this) {
      case NONE -> words;
      case MINIMAL -> new EnglishMinimalStemFilter(words);
      case KROVETZ -> new KStemFilter(words);
      case PORTER -> new PorterStemFilter(words);
    };
  }
}
