package dev.engram.internal.capture.proposition;

import java.util.Locale;
import java.util.Set;

/**
 * Tells whether a proposition can be understood by itself. One that ends in a bare pointer ("takes
 * this one", "saw her") or in a bare figure ("runs 17") may be true, but nobody can say of what.
 */
final class Pointers {
  private static final Set<String> BARE =
      Set.of(
          "one",
          "ones",
          "this",
          "that",
          "these",
          "those",
          "this one",
          "that one",
          "it",
          "them",
          "him",
          "her",
          "me",
          "you",
          "us",
          "there",
          "here",
          "down there",
          "over there",
          "up there",
          "so",
          "same",
          "same thing",
          "thing",
          "things",
          "stuff",
          "some",
          "any",
          "something",
          "anything",
          "everything",
          "someone",
          "somebody",
          "lot",
          "bit",
          "way",
          "such");

  private Pointers() {}

  /** Whether a proposition names what it is about. */
  static boolean isClear(Proposition proposition) {
    String object = proposition.object().toLowerCase(Locale.ROOT);
    String subject = proposition.subject().toLowerCase(Locale.ROOT);
    if (BARE.contains(object) || BARE.contains(subject)) {
      return false;
    }
    boolean figure = !object.isEmpty() && object.chars().allMatch(Character::isDigit);
    return !figure || proposition.predicate().startsWith("is");
  }
}
