package dev.engram.internal.recall.signal;

import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** Makes one of what two indexes of different ordinals answered to the same text. */
final class JointMatches {
  private JointMatches() {}

  /** Of each term of the first, where it stands in either. */
  static TermMatches of(TermMatches first, TermMatches second) {
    var byTerm = new HashMap<String, TermMatch>();
    second.terms().forEach(match -> byTerm.put(match.term(), match));
    List<TermMatch> joint = new ArrayList<>(first.terms().size());
    for (TermMatch match : first.terms()) {
      joint.add(joint(match, byTerm.getOrDefault(match.term(), match)));
    }
    return new TermMatches(joint, first.droppedTerms(), first.noTerms());
  }

  private static TermMatch joint(TermMatch one, TermMatch other) {
    if (one.equals(other) || other.ordinals().length == 0) {
      return one;
    }
    int length = one.ordinals().length;
    int[] ordinals = Arrays.copyOf(one.ordinals(), length + other.ordinals().length);
    float[] often = Arrays.copyOf(one.frequencies(), ordinals.length);
    System.arraycopy(other.ordinals(), 0, ordinals, length, other.ordinals().length);
    System.arraycopy(other.frequencies(), 0, often, length, other.ordinals().length);
    return new TermMatch(one.term(), ordinals, often);
  }
}
