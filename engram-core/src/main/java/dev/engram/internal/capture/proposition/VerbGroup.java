package dev.engram.internal.capture.proposition;

import dev.engram.memory.Modality;

/**
 * A verb with its auxiliaries: "has recently been moved", "would like to buy".
 *
 * @param from the first token
 * @param to the token after the last
 * @param main the token that says what is done
 * @param lemma the base form of {@code main}
 * @param lead what stands before the main verb in a predicate, with a blank: "can ", "tries to "
 * @param finite whether it can have a subject of its own
 * @param negated whether it is denied
 * @param modality in which way it is claimed
 * @param past whether it is in the past tense, or perfect
 * @param progressive whether it is a progressive form
 * @param passive whether it is a passive, or "be" with a participle
 * @param hypothetical whether it is a "would" that claims nothing
 * @param ended whether it says "no longer"
 */
record VerbGroup(
    int from,
    int to,
    int main,
    String lemma,
    String lead,
    boolean finite,
    boolean negated,
    Modality modality,
    boolean past,
    boolean progressive,
    boolean passive,
    boolean hypothetical,
    boolean ended) {
  /** Whether it is "be" alone, which only joins. */
  boolean copula() {
    return lemma.equals("be") && !passive && !progressive;
  }

  @Override
  public String toString() {
    return "VerbGroup[" + from + "-" + to + "]";
  }
}
