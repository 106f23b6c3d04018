package dev.engram.internal.screen;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Values given to names that name credentials, in code, settings, JSON, shells, addresses and plain
 * sentences, and values in authorisation headers. How much a value must look like a credential
 * depends on how plainly it is given: {@code =} without blanks says most, a colon in prose least.
 */
final class Assignments {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 1024;

  /** How plainly a value is given. */
  private enum Given {
    DIRECTLY,
    SPACED,
    BY_COLON,
    BY_WORD
  }

  /**
   * Where a value stands.
   *
   * @param quoted whether quotes hold it
   */
  private record Value(int start, int end, boolean quoted) {}

  private final String text;
  private final List<Finding> found;

  private Assignments(String text, List<Finding> found) {
    this.text = text;
    this.found = found;
  }

  static void find(String text, List<Finding> found) {
    new Assignments(text, found).scan();
  }

  private void scan() {
    int at = 0;
    int before = -1;
    while (at < text.length()) {
      if (!name(text.charAt(at))) {
        at++;
        continue;
      }
      int start = at;
      while (at < text.length() && name(text.charAt(at))) {
        at++;
      }
      boolean beside = before >= 0 && before == start - 1 && text.charAt(before) == ' ';
      at = Math.max(at, judge(start, at, beside));
      before = at;
    }
  }

  private static boolean name(char unit) {
    return Ascii.token(unit) || unit == '.';
  }

  /** Reads what follows a name; answers where to go on. */
  private int judge(int start, int end, boolean beside) {
    String name = text.substring(Math.max(start, end - LONGEST_NAME), end);
    String folded = name.toLowerCase(Locale.ROOT);
    if (folded.endsWith("authorization")) {
      return header(end);
    }
    if (folded.equals("bearer")) {
      return bearer(end, false);
    }
    String whole = beside ? text.substring(wordBefore(start), start) + name : name;
    Optional<CredentialName> credential = CredentialName.of(whole);
    return credential.map(one -> assigned(one, start, end)).orElse(end);
  }

  private int wordBefore(int start) {
    int at = start - 1;
    while (at > 0 && start - at < 24 && name(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private int assigned(CredentialName name, int start, int end) {
    int at = skip(end, "\\\"'`]*", 3);
    int blanks = skip(at, " \t", 3);
    Given given;
    int from;
    if (at(blanks) == '=' && at(blanks + 1) != '=') {
      from = at(blanks + 1) == '>' ? blanks + 2 : blanks + 1;
      given = from == end + 1 && at(from) > ' ' ? Given.DIRECTLY : Given.SPACED;
    } else if (at(blanks) == ':') {
      from = at(blanks + 1) == '=' ? blanks + 2 : blanks + 1;
      given = Given.BY_COLON;
    } else if (blanks > end && (word(blanks, "is") || word(blanks, "was"))) {
      from = text.indexOf(' ', blanks);
      from = at(from + 1) == ':' ? from + 2 : from;
      given = Given.BY_WORD;
    } else if (blanks > end && text.startsWith("--", start)) {
      from = blanks;
      given = Given.BY_COLON;
    } else {
      return end;
    }
    return valued(name, given, from, end);
  }

  private int valued(CredentialName name, Given given, int from, int end) {
    Value value = value(from);
    if (value.end() <= value.start()) {
      return end;
    }
    String words = text.substring(value.start(), value.end());
    if (!Placeholders.matches(words) && secret(name, given, value, words)) {
      return take(value, name.kind().label());
    }
    return end;
  }

  private int take(Value value, String kind) {
    int last = value.end();
    if (last - value.start() > LONGEST_VALUE / 2) {
      while (last < text.length() && text.charAt(last) > ' ' && "\"'`".indexOf(at(last)) < 0) {
        last++;
      }
    }
    found.add(new Finding(value.start(), last, kind));
    return last;
  }

  private boolean secret(CredentialName name, Given given, Value value, String words) {
    boolean password = name.kind() == CredentialName.Kind.PASSWORD;
    if (!name.certain()) {
      return Randomness.strong(words);
    }
    if (words.indexOf(' ') >= 0) {
      return words.length() <= 64 && password && given == Given.DIRECTLY && !value.quoted();
    }
    if (!value.quoted() && code(words, value.end())) {
      return false;
    }
    if (Randomness.mixed(words)) {
      return words.length() >= (password ? 4 : 6);
    }
    if (Ascii.digit(words.charAt(0))) {
      return digits(words) && words.length() >= (password ? 4 : 16);
    }
    if (mentions(words)) {
      return false;
    }
    return words.length() >= 6 && plainWord(name, given, value);
  }

  /** A value of letters alone may be a word of the sentence, or a variable. */
  private boolean plainWord(CredentialName name, Given given, Value value) {
    boolean closes = at(value.end()) == 0 || "\r\n,;&".indexOf(at(value.end())) >= 0;
    boolean password = name.kind() == CredentialName.Kind.PASSWORD;
    return switch (given) {
      case DIRECTLY -> value.quoted() || name.constant() || at(value.end()) != ')';
      case SPACED -> value.quoted() || name.constant();
      case BY_COLON -> value.quoted() ? password || name.constant() : password && closes;
      case BY_WORD -> value.quoted();
    };
  }

  private static boolean digits(String words) {
    return words.chars().allMatch(unit -> Ascii.digit((char) unit));
  }

  /** Names of things that hold credentials, such as {@code user_password}. */
  private static boolean mentions(String words) {
    String folded = words.toLowerCase(Locale.ROOT);
    for (String part : List.of("password", "passwd", "token", "secret", "key", "credential")) {
      if (folded.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it calls something, or reads a field, or an element. */
  private boolean code(String words, int end) {
    int at = 0;
    boolean dotted = false;
    while (at < words.length() && (name(words.charAt(at)) && words.charAt(at) != '-')) {
      dotted |= words.charAt(at) == '.' && at > 0;
      at++;
    }
    boolean names = at == words.length();
    char next = names ? at(end) : words.charAt(at);
    boolean starts = Ascii.letter(words.charAt(0)) || words.charAt(0) == '_';
    boolean field = names && dotted && Randomness.changes(words, 0, words.length()) < 4;
    boolean joined =
        names && words.indexOf('_') > 0 && Randomness.changes(words, 0, words.length()) < 3;
    boolean call = next != 0 && "([{".indexOf(next) >= 0;
    return starts && at > 0 && (call || field || joined);
  }

  private int header(int end) {
    int at = skip(end, "\\\"'` ]", 4);
    if (at(at) != ':' && at(at) != '=' && at(at) != ',') {
      return end;
    }
    int from = skip(at + 1, " \t\\\"'`fb", 5);
    int scheme = from;
    while (Ascii.letter(at(scheme)) && scheme - from < 12) {
      scheme++;
    }
    return at(scheme) == ' ' ? bearer(scheme, true) : end;
  }

  private int bearer(int end, boolean inHeader) {
    int from = skip(end, " ", 2);
    Value value = from == end ? new Value(end, end, false) : value(from);
    if (value.end() <= value.start()) {
      return end;
    }
    String words = text.substring(value.start(), value.end());
    boolean random = Randomness.mixed(words) && words.length() >= (inHeader ? 6 : 16);
    boolean long20 = inHeader && words.length() >= 20;
    if ((random || long20) && !code(words, value.end()) && !Placeholders.matches(words)) {
      return take(value, "bearer-token");
    }
    return end;
  }

  /** The value that begins at or a little after a place. */
  private Value value(int place) {
    int from = skip(place, " \t", 4);
    if ("bruf".indexOf(at(from)) >= 0 && "\"'".indexOf(at(from + 1)) >= 0 && at(from + 1) != 0) {
      from++;
    }
    int limit = Math.min(text.length(), from + LONGEST_VALUE);
    int open = at(from) == '\\' ? from + 1 : from;
    if (at(open) != 0 && "\"'`".indexOf(at(open)) >= 0) {
      int close = text.indexOf(at(open), open + 1, limit);
      int line = text.indexOf('\n', open + 1, limit);
      if (close > 0 && (line < 0 || close < line)) {
        return new Value(open + 1, text.charAt(close - 1) == '\\' ? close - 1 : close, true);
      }
      from = open + 1;
    }
    int end = from;
    while (end < limit && !closes(end)) {
      end++;
    }
    while (end > from && "),;.]}!?*:".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return new Value(from, end, false);
  }

  private boolean closes(int at) {
    char unit = text.charAt(at);
    if (unit <= ' ' || "\"'`<>".indexOf(unit) >= 0) {
      return true;
    }
    return (unit == '&' || unit == ',' || unit == ';') && next(at + 1);
  }

  /** Whether another name and its value follow. */
  private boolean next(int from) {
    int at = from;
    while (at - from < 32 && name(at(at))) {
      at++;
    }
    return at > from && (at(at) == '=' || at(at) == ':');
  }

  private int skip(int from, String what, int most) {
    int at = from;
    while (at < text.length() && at - from < most && what.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private boolean word(int from, String word) {
    return text.startsWith(word, from) && at(from + word.length()) == ' ';
  }

  /** The unit at a place, or zero beyond the end. */
  private char at(int place) {
    return place < text.length() ? text.charAt(place) : 0;
  }
}
