package dev.engram.query;

/** Why an answer may be less than it could be. An answer without any was made with everything. */
public enum Degradation {
  /** No embedder is configured: answered by words alone. */
  NO_EMBEDDER,
  /** The embedder did not answer: answered by words alone. */
  EMBEDDER_UNAVAILABLE,
  /** Some visible memories have no vectors yet and can be found by words only. */
  EMBEDDINGS_PENDING,
  /** An index is being rebuilt: memories that are not in it yet are not found by it. */
  INDEX_REBUILDING,
  /** The search by meaning took longer than it may: what it had found by then answers. */
  SEARCH_CUT_SHORT,
  /** The query holds no word that could be looked up: answered by meaning alone. */
  NO_TERMS,
  /** The query holds more words than are looked up; the commonest were left out. */
  TERMS_DROPPED,
  /** The query names a stretch of time that ends before it begins: its ends were swapped. */
  TIMES_SWAPPED,
  /** A cross-encoder is asked for and there is none, or it is away: the order before it stands. */
  RERANKER_UNAVAILABLE,
  /** The cross-encoder failed, was too late or answered nonsense: the order before it stands. */
  RERANKER_FAILED,
  /**
   * The question, or what it was to be compared with, must not leave the process: the embedder or
   * the cross-encoder was not asked.
   */
  OUTWARD_WITHHELD,
  /** A sealed memory that was found could not be opened and was left out. */
  SEALED_UNREADABLE
}
