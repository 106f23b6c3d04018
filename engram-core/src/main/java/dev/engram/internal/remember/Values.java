package dev.engram.internal.remember;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values that can be told to have changed: figures, dates, names. A figure follows a figure of the
 * same thing, a date a date, a name a name; nothing else can be told to be a new value of the old.
 */
final class Values {
  private static final String CALENDAR = "calendar";
  private static final Map<String, Set<String>> TABLE = read();

  private Values() {}

  private static Map<String, Set<String>> read() {
    var table = new HashMap<String, Set<String>>();
    for (String line : Tables.lines(Values.class, "values.tsv")) {
      int tab = line.indexOf('\t');
      String word = line.substring(tab + 1);
      String kind = line.substring(0, tab);
      boolean predicate = !kind.equals(CALENDAR);
      table
          .computeIfAbsent(kind, first -> new HashSet<>())
          .add(predicate ? Claims.predicate(word) : word);
    }
    return Map.copyOf(table);
  }

  private static boolean in(String kind, String word) {
    return TABLE.getOrDefault(kind, Set.of()).contains(word);
  }

  /** Whether words hold a figure or a date. */
  static boolean isValue(List<String> words) {
    return words.stream().anyMatch(word -> isNumber(word) || in(CALENDAR, word));
  }

  /** Whether a predicate, in its one form, gives a value. */
  static boolean isOfValues(String predicate) {
    return in("value", predicate) || in("change", predicate);
  }

  /** Whether a predicate tells that a value has changed. */
  static boolean tellsChange(String predicate) {
    return in("change", Claims.predicate(predicate));
  }

  /** Whether one can be told to be a new value of the other: both figures, dates or names. */
  static boolean comparable(List<String> words, List<String> before, String one, String other) {
    return isValue(words) ? isValue(before) : !isValue(before) && isName(one) && isName(other);
  }

  /** Whether only the number differs: "9 pages" and "31 pages", counted by the predicate. */
  static boolean recounted(List<String> words, List<String> before, String predicate) {
    String form = Claims.predicate(predicate);
    boolean counts = in("count", form) || form.startsWith("be ");
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
