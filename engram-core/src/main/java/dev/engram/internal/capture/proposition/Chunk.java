package dev.engram.internal.capture.proposition;

import java.util.Optional;

/**
 * A run of tokens that go together.
 *
 * @param kind what it is
 * @param from the first token
 * @param to the token after the last
 * @param verb the verb group, if it is one
 */
record Chunk(Kind kind, int from, int to, Optional<VerbGroup> verb) {
  /** Kinds of chunks. */
  enum Kind {
    /** A noun phrase. */
    NOUN,
    /** A verb group. */
    VERB,
    /** An infinitive with "to". */
    INFINITIVE,
    /** A preposition or particle. */
    PREPOSITION,
    ADVERB,
    ADJECTIVE,
    /** "and", "but", "or", "so". */
    AND,
    /** A word that begins a subordinate clause. */
    SUBORDINATOR,
    /** "who", "which", "that" after a noun. */
    RELATIVE,
    /** A question word. */
    QUESTION,
    COMMA,
    /** A mark that ends what came before: colon, dash, semicolon, interjection. */
    STOP,
    OTHER
  }

  static Chunk of(Kind kind, int from, int to) {
    return new Chunk(kind, from, to, Optional.empty());
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean finite() {
    return verb.isPresent() && verb.get().finite() && kind == Kind.VERB;
  }
}
