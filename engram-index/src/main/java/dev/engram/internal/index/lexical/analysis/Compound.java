package dev.engram.internal.index.lexical.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A chunk of spaced script. Yields the whole, then its segments ({@code x.conf} of {@code
 * /etc/x.conf}), then its words. The whole and each segment stand at the place of their first word,
 * so a chunk is as long as its words are many.
 *
 * @param lead signs before the first word
 * @param body words and the joiners between them, beginning and ending with a word
 * @param trail signs after the last word
 */
record Compound(String lead, String body, String trail) {
  private static final int LONGEST_WHOLE = 256;
  private static final Pattern FINE = Pattern.compile("[^\\w\\P{ASCII}',]+|_+");
  private static final Pattern COARSE = Pattern.compile("[/\\\\:@?&=#]+");
  private static final Pattern VERSION = Pattern.compile("[vV]\\d+(\\.\\d+)+");
  private static final Pattern HYPHENATED = Pattern.compile("\\p{L}+-\\p{L}+");

  void into(Tokens out) {
    var words = split(FINE, body);
    if (lead.isEmpty() && trail.isEmpty() && words.size() == 1) {
      new Word(body).into(out, 1);
      return;
    }
    int advance = 1;
    String whole = lead + quiet(body) + trail;
    if (whole.length() <= LONGEST_WHOLE) {
      out.exact(whole, advance);
      advance = 0;
    }
    if (VERSION.matcher(body).matches()) {
      out.exact(body.substring(1), advance);
    } else if (HYPHENATED.matcher(body).matches()) {
      out.word(body.replace("-", ""), advance);
    }
    for (String segment : split(COARSE, body)) {
      var parts = split(FINE, segment);
      if (parts.size() > 1 && segment.length() < whole.length()) {
        out.exact(quiet(segment), advance);
        advance = 0;
      }
      for (String part : parts) {
        new Word(part).into(out, advance);
        advance = 1;
      }
    }
  }

  private static List<String> split(Pattern joiners, String text) {
    var parts = new ArrayList<String>();
    for (String part : joiners.split(text, 0)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Without the signs that are not said. */
  private static String quiet(String text) {
    return text.replace("'", "").replace(",", "");
  }

  @Override
  public String toString() {
    return "Compound";
  }
}
