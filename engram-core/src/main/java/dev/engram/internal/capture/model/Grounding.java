package dev.engram.internal.capture.model;

import dev.engram.internal.capture.model.Answer.Claim;
import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.text.Utterance;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what a model says against what was said.
 *
 * <p>A claim stands only if its quotation is in the text, if every number and every name in it is
 * in the text or names the speaker or the addressee, and if at least half the words of its subject
 * and of its object are there too. A name is what begins with a capital and is no common word. A
 * word is also there in another form: one the beginning of the other, at least four letters, three
 * apart; in a script without capitals, if half its pairs of characters are there. This keeps out
 * inventions that can be seen; whether the relation is the right one it cannot tell.
 *
 * <p>Immutable after building; linear in the text, but for finding the quotation.
 */
final class Grounding {
  private static final int SHORTEST_STEM = 4;
  private static final int MOST_ENDING = 3;

  private static final Set<String> COMMON =
      Set.of(
          "the",
          "a",
          "an",
          "this",
          "that",
          "these",
          "those",
          "there",
          "it",
          "its",
          "he",
          "she",
          "they",
          "we",
          "you",
          "i",
          "his",
          "her",
          "their",
          "our",
          "your",
          "my",
          "and",
          "or",
          "but",
          "of",
          "in",
          "on",
          "at",
          "to",
          "for",
          "from",
          "with",
          "by",
          "as",
          "is",
          "are",
          "was",
          "were",
          "be",
          "been",
          "has",
          "have",
          "had",
          "not",
          "no",
          "if",
          "when",
          "after",
          "before",
          "every",
          "each",
          "all",
          "some",
          "any",
          "user",
          "assistant");

  private static final Map<String, String> SPELLED =
      Map.ofEntries(
          Map.entry("zero", "0"),
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("eleven", "11"),
          Map.entry("twelve", "12"));

  private final String text;
  private final Folded folded;
  private final Set<String> words = new HashSet<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();

  Grounding(Utterance utterance) {
    this.text = utterance.text();
    this.folded = new Folded(text);
    know(text);
    utterance.speaker().ifPresent(this::know);
    utterance.addressee().ifPresent(this::know);
  }

  private void know(String source) {
    for (var word : Words.of(source)) {
      var plain = Words.folded(word);
      words.add(plain);
      if (plain.length() >= SHORTEST_STEM) {
        int least = Math.max(SHORTEST_STEM, plain.length() - MOST_ENDING);
        for (int length = least; length <= plain.length(); length++) {
          beginnings.add(plain.substring(0, length));
        }
      }
      var number = SPELLED.get(plain);
      if (number != null) {
        numbers.add(number);
      }
    }
    numbers.addAll(Words.numbers(source));
  }

  /** Where the text says it, if the text bears the claim out. */
  Optional<Span> bears(Claim claim) {
    boolean borne =
        borne(claim.text())
            && borne(claim.subject())
            && borne(claim.predicate())
            && borne(claim.object())
            && mostlyThere(claim.subject())
            && mostlyThere(claim.object());
    return borne && !Words.of(claim.quote()).isEmpty()
        ? folded.find(claim.quote())
        : Optional.empty();
  }

  /** Whether every number and name is there. */
  boolean borne(String phrase) {
    return numbers.containsAll(Words.numbers(phrase))
        && Words.of(phrase).stream()
            .filter(word -> Words.isNameLike(word) && !isNumber(word))
            .allMatch(this::isThere);
  }

  /** Whether at least half the words that carry meaning are there. */
  private boolean mostlyThere(String phrase) {
    List<String> meaning =
        Words.of(phrase).stream()
            .filter(word -> !isNumber(word) && !COMMON.contains(Words.folded(word)))
            .toList();
    long there = meaning.stream().filter(this::isThere).count();
    return there * 2 >= meaning.size();
  }

  private static boolean isNumber(String word) {
    return word.codePoints().allMatch(Character::isDigit);
  }

  private boolean isThere(String word) {
    var plain = Words.folded(word);
    return words.contains(plain)
        || COMMON.contains(plain)
        || isForm(plain)
        || (Words.isCaseless(word) && pairsAreThere(word));
  }

  private boolean isForm(String word) {
    if (word.length() < SHORTEST_STEM) {
      return false;
    }
    int least = Math.max(SHORTEST_STEM, word.length() - MOST_ENDING);
    for (int length = word.length() - 1; length >= least; length--) {
      if (words.contains(word.substring(0, length))) {
        return true;
      }
    }
    return beginnings.contains(word);
  }

  private boolean pairsAreThere(String word) {
    int pairs = 0;
    int there = 0;
    int[] points = word.codePoints().toArray();
    for (int i = 0; i + 1 < points.length; i++) {
      pairs++;
      there += text.contains(new String(points, i, 2)) ? 1 : 0;
    }
    return pairs == 0 ? text.contains(word) : there * 2 >= pairs;
  }
}
