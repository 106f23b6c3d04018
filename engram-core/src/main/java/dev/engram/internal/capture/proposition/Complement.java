package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.text.Span;
import java.util.List;

/**
 * What follows a verb, taken apart; ranges are token indexes.
 *
 * @param predicate what belongs to the predicate, with a blank before it: " in", " up", " allergic
 *     to"
 * @param object the object; empty range if there is none
 * @param old what stood in "from X to Y", "X with Y", "Y instead of X"; empty range if there is
 *     none
 * @param direct a direct object that stands before "from X to Y"; empty range if there is none
 * @param end where the first part ends: the clause's end, or where a parallel part begins
 * @param others further objects of the same verb: of "tea and cake" the cake
 * @param parallel further parts that share the verb: "and React for the frontend"
 */
record Complement(
    String predicate,
    Span object,
    Span old,
    Span direct,
    int end,
    List<Span> parallel,
    List<Span> others) {
  static final Span NONE = new Span(0, 0);

  boolean empty() {
    return object.length() == 0;
  }

  @Override
  public String toString() {
    return "Complement";
  }
}
