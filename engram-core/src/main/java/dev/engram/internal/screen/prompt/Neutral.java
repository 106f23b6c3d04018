package dev.engram.internal.screen.prompt;

import java.util.List;
import java.util.Locale;

/**
 * Writes text so that nothing in it is a tag, a role marker or a control character.
 *
 * <p>An opening angle bracket is escaped wherever a tag could begin: before anything but a blank, a
 * digit or {@code =}; one that ends the text is escaped too. Square brackets are escaped around the
 * role tokens of chat templates. A line that starts with a role ("system:", "### Instruction") gets
 * a mark before it. Characters that are invisible or turn the direction of reading become blanks or
 * go.
 */
final class Neutral {
  private static final int LONGEST_ROLE = 16;
  private static final List<String> BRACKETED =
      List.of("[inst]", "[/inst]", "[sys]", "[/sys]", "[system]", "[/system]");
  private static final List<String> ROLES =
      List.of(
          "system", "assistant", "user", "human", "developer", "tool", "instruction", "response");

  private Neutral() {}

  static void attribute(String value, StringBuilder out) {
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      switch (unit) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '&' -> out.append("&amp;");
        default -> out.append(Character.isISOControl(unit) || hidden(unit) ? ' ' : unit);
      }
    }
  }

  /** Of a JSON value on one line, in which the strings alone can hold what is escaped here. */
  static void json(String value, StringBuilder out) {
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      boolean mark = unit == '<' || unit == '>' || unit == '\uff1c' || bracketed(value, i);
      boolean unseen = hidden(unit) || Character.isISOControl(unit) || tagBlock(value, i);
      if (mark || unseen || unit == '\u2028' || unit == '\u2029') {
        escape(unit, out);
        if (tagBlock(value, i)) {
          escape(value.charAt(++i), out);
        }
      } else {
        out.append(unit);
      }
    }
  }

  private static void escape(char unit, StringBuilder out) {
    out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
  }

  static void text(String text, StringBuilder out) {
    boolean line = true;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '\n' || unit == '\r' || unit == '\u2028' || unit == '\u2029') {
        out.append('\n');
        line = true;
        continue;
      }
      if (line && unit > ' ') {
        out.append(role(text, i) ? "| " : "");
        line = false;
      }
      if (unit == '<' || unit == '\uff1c') {
        out.append(opens(text, i + 1) ? "&lt;" : unit == '<' ? "<" : "\uff1c");
      } else if (unit == '[' && bracketed(text, i)) {
        out.append("&#91;");
      } else if (tagBlock(text, i)) {
        i++;
      } else if (!hidden(unit)) {
        out.append(Character.isISOControl(unit) && unit != '\t' ? ' ' : unit);
      }
    }
  }

  private static boolean opens(String text, int next) {
    if (next >= text.length()) {
      return true;
    }
    char unit = text.charAt(next);
    if (unit == ' ') {
      char after = next + 1 < text.length() ? text.charAt(next + 1) : '/';
      return !Character.isLetterOrDigit(after) && after != '=' && after != '-';
    }
    return unit != '=' && !(unit >= '0' && unit <= '9');
  }

  private static boolean bracketed(String text, int at) {
    for (String token : BRACKETED) {
      if (text.regionMatches(true, at, token, 0, token.length())) {
        return true;
      }
    }
    return false;
  }

  /** "System:", "### Instruction:", "**assistant**:", at the start of a line. */
  private static boolean role(String text, int at) {
    int from = at;
    while (from < text.length()
        && from - at < LONGEST_ROLE
        && "#*_>= ".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    for (String role : ROLES) {
      if (text.regionMatches(true, from, role, 0, role.length())) {
        int end = from + role.length();
        while (end < text.length()
            && "*_ s".indexOf(text.charAt(end)) >= 0
            && end - from < 2 * LONGEST_ROLE) {
          end++;
        }
        boolean colon =
            end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == '\uff1a');
        boolean heading = from > at && text.charAt(at) == '#';
        return colon || heading;
      }
    }
    return false;
  }

  /** Zero-width, joining and direction characters; soft hyphen; byte order mark. */
  private static boolean hidden(char unit) {
    return unit == '\u00ad'
        || unit == '\u180e'
        || (unit >= '\u200b' && unit <= '\u200f' && unit != '\u200d')
        || (unit >= '\u202a' && unit <= '\u202e')
        || (unit >= '\u2060' && unit <= '\u206f')
        || unit == '\ufeff';
  }

  /** Unicode's tag characters, U+E0000 to U+E007F, which mirror ASCII and show nothing. */
  private static boolean tagBlock(String text, int at) {
    if (text.charAt(at) != '\udb40' || at + 1 >= text.length()) {
      return false;
    }
    char low = text.charAt(at + 1);
    return low >= '\udc00' && low <= '\udc7f';
  }
}
