package dev.engram.internal.capture.proposition;

/**
 * A finite clause of a sentence, in token indexes.
 *
 * @param role how it hangs in its sentence
 * @param subjectFrom the subject's first token; equal to {@code subjectTo} if it has none
 * @param subjectTo the token after the subject's last
 * @param verb its verb group
 * @param from its first token
 * @param to the token after its last
 * @param frontFrom the first token of an expression of time that stands before the subject
 * @param frontTo the token after its last; equal to {@code frontFrom} if there is none
 * @param matrix for a complement, which clause of the sentence it completes; else -1
 */
record Clause(
    Role role,
    int subjectFrom,
    int subjectTo,
    VerbGroup verb,
    int from,
    int to,
    int frontFrom,
    int frontTo,
    int matrix) {
  /** How a clause hangs in its sentence. */
  enum Role {
    /** It stands by itself, or is a reason, a concession or a result: it is asserted. */
    MAIN,
    /** It begins with its verb, at the start of the sentence. */
    HEADLESS,
    /** It is what somebody thinks, says, knows. */
    COMPLEMENT,
    /** A relative clause that adds something: its subject is the antecedent. */
    RELATIVE,
    /** A relative clause that says of what is had: "a sister who lives in Turin". */
    POSSESSED,
    /** Part of what it hangs in; asserted by itself it would not be. */
    EMBEDDED,
    /** A condition, or what depends on one. */
    CONDITIONAL
  }

  Clause ending(int end) {
    return new Clause(role, subjectFrom, subjectTo, verb, from, end, frontFrom, frontTo, matrix);
  }

  Clause as(Role other) {
    return new Clause(other, subjectFrom, subjectTo, verb, from, to, frontFrom, frontTo, matrix);
  }
}
