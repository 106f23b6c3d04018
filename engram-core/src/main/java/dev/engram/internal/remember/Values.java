package dev.engram.internal.remember;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values that can be told to have changed: figures, dates, names. A figure follows a figure of the
 * same thing, a date a date, a name a name; nothing else can be told to be a new value of the old.
 */
final class Values {
  private static final Set<String> CALENDAR =
      Set.of(
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "mondays",
          "tuesdays",
          "wednesdays",
          "thursdays",
          "fridays",
          "saturdays",
          "sundays",
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "today",
          "tomorrow",
          "noon",
          "midnight");

  /** Predicates that give a value, whatever word does. */
  private static final Set<String> OF_VALUES =
      Stream.of(
              "is",
              "is at",
              "is on",
              "is for",
              "is now",
              "goes to",
              "goes up to",
              "goes down to",
              "drops to",
              "rises to",
              "falls to",
              "climbs to",
              "increases to",
              "decreases to",
              "grows to",
              "shrinks to",
              "reaches",
              "stands at",
              "moves to",
              "slips to",
              "is due",
              "is due on",
              "is scheduled for",
              "is set to",
              "is set for",
              "is down to",
              "is up to",
              "comes to",
              "amounts to",
              "takes place on",
              "is moved to")
          .map(Claims::predicate)
          .collect(Collectors.toUnmodifiableSet());

  /** Those of them that tell by themselves that there was another value before. */
  private static final Set<String> OF_CHANGE =
      Stream.of(
              "goes to",
              "goes up to",
              "goes down to",
              "drops to",
              "rises to",
              "falls to",
              "climbs to",
              "increases to",
              "decreases to",
              "grows to",
              "shrinks to",
              "moves to",
              "slips to",
              "is moved to",
              "is down to",
              "is up to")
          .map(Claims::predicate)
          .collect(Collectors.toUnmodifiableSet());

  /** Predicates that count: another number of the same is a later count. */
  private static final Set<String> COUNTS =
      Stream.of(
              "is",
              "has",
              "takes",
              "costs",
              "weighs",
              "lasts",
              "contains",
              "holds",
              "needs",
              "pays",
              "earns",
              "owes",
              "measures",
              "employs")
          .map(Claims::predicate)
          .collect(Collectors.toUnmodifiableSet());

  private Values() {}

  /** Whether words hold a figure or a date. */
  static boolean isValue(List<String> words) {
    return words.stream().anyMatch(word -> isNumber(word) || CALENDAR.contains(word));
  }

  /** Whether a predicate, in its one form, gives a value. */
  static boolean isOfValues(String predicate) {
    return OF_VALUES.contains(predicate);
  }

  /** Whether a predicate tells that a value has changed. */
  static boolean tellsChange(String predicate) {
    return OF_CHANGE.contains(Claims.predicate(predicate));
  }

  /** Whether one can be told to be a new value of the other: both figures, dates or names. */
  static boolean comparable(List<String> words, List<String> before, String one, String other) {
    return isValue(words) ? isValue(before) : !isValue(before) && isName(one) && isName(other);
  }

  /** Whether only the number differs: "9 pages" and "31 pages", counted by the predicate. */
  static boolean recounted(List<String> words, List<String> before, String predicate) {
    String form = Claims.predicate(predicate);
    boolean counts = COUNTS.contains(form) || form.startsWith("be ");
    return counts
        && !words.equals(before)
        && words.stream().anyMatch(Values::isNumber)
        && withoutNumbers(words).equals(withoutNumbers(before))
        && !withoutNumbers(words).isEmpty();
  }

  private static List<String> withoutNumbers(List<String> words) {
    List<String> masked = words.stream().map(word -> isNumber(word) ? "#" : word).toList();
    return masked.stream().allMatch("#"::equals) ? List.of() : masked;
  }

  private static boolean isNumber(String word) {
    return word.chars().anyMatch(Character::isDigit);
  }

  private static boolean isName(String object) {
    return object.codePoints().findFirst().stream().anyMatch(Character::isUpperCase);
  }
}
