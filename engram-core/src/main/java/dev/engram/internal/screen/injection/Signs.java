package dev.engram.internal.screen.injection;

import java.util.ArrayList;
import java.util.List;

/**
 * Signs in a text's build that it speaks to a model: words that override, near words for what came
 * before or for rules; calls to reveal a prompt; roles given; talk of sending beside an address;
 * forged role marks; what is hidden or encoded. Each is named and says where.
 */
final class Signs {
  private static final int REACH = 8;
  private static final List<String> MARKS =
      List.of(
          "<|im_start|>",
          "<|im_end|>",
          "<|system|>",
          "<|user|>",
          "<|assistant|>",
          "<|endoftext|>",
          "<|eot_id|>",
          "<|start_header_id|>",
          "[inst]",
          "[/inst]",
          "<<sys>>",
          "<</sys>>",
          "<system>",
          "</system>",
          "<start_of_turn>",
          "### instruction",
          "### system",
          "### response",
          "begin system",
          "end of context",
          "end of prompt",
          "</context>",
          "</instructions>");

  /**
   * A sign.
   *
   * @param name what it is
   * @param start its first unit in the plain text
   * @param end the unit after its last
   */
  record Sign(String name, int start, int end) {}

  private Signs() {}

  /** All signs in order of their kinds; at most one of a kind in a window. */
  static List<Sign> in(Plain plain, List<Token> tokens) {
    var found = new ArrayList<Sign>();
    int[] bits = new int[tokens.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = tokens.get(i).bits();
      if (i + 1 < bits.length) {
        bits[i] |= Terms.bits(tokens.get(i).text() + " " + tokens.get(i + 1).text());
      }
    }
    near(
        tokens, bits, Terms.OVERRIDE, Terms.EARLIER | Terms.RULES, "overrides-instructions", found);
    near(tokens, bits, Terms.REVEAL, Terms.PROMPT, "asks-for-the-prompt", found);
    single(tokens, bits, Terms.ROLE, "assigns-a-role", found);
    single(tokens, bits, Terms.PERSONA, "names-a-jailbreak", found);
    sends(plain, tokens, bits, found);
    marks(plain, tokens, found);
    if (plain.hidden() >= 3) {
      found.add(new Sign("hidden-characters", 0, plain.length()));
    }
    if (plain.disguised() >= 2) {
      found.add(new Sign("look-alike-letters", 0, plain.length()));
    }
    return found;
  }

  private static void near(
      List<Token> tokens, int[] bits, int first, int second, String name, List<Sign> found) {
    for (int i = 0; i < bits.length; i++) {
      if ((bits[i] & first) == 0) {
        continue;
      }
      int seen = 0;
      for (int j = i + 1; j < bits.length && j <= i + REACH; j++) {
        int now = bits[j] & second;
        seen |= now;
        boolean both =
            second == Terms.PROMPT ? now != 0 : seen == second && (now & Terms.RULES) != 0;
        if (both) {
          found.add(new Sign(name, tokens.get(i).start(), tokens.get(j).end()));
          return;
        }
      }
    }
  }

  private static void single(
      List<Token> tokens, int[] bits, int bit, String name, List<Sign> found) {
    for (int i = 0; i < bits.length; i++) {
      if ((bits[i] & bit) != 0) {
        int last = Math.min(i + 1, bits.length - 1);
        found.add(new Sign(name, tokens.get(i).start(), tokens.get(last).end()));
        return;
      }
    }
  }

  /** A word of sending with an address within the next words. */
  private static void sends(Plain plain, List<Token> tokens, int[] bits, List<Sign> found) {
    for (int i = 0; i < bits.length; i++) {
      if ((bits[i] & Terms.SEND) == 0) {
        continue;
      }
      int last = tokens.get(Math.min(i + REACH, bits.length - 1)).end();
      String after = plain.text(tokens.get(i).end(), last);
      if (after.contains("http") || after.contains("@") || after.contains("www")) {
        found.add(new Sign("sends-data-away", tokens.get(i).start(), last));
        return;
      }
    }
  }

  private static void marks(Plain plain, List<Token> tokens, List<Sign> found) {
    if (tokens.isEmpty()) {
      return;
    }
    int from = tokens.getFirst().start();
    String text = plain.text(from, tokens.getLast().end());
    for (String mark : MARKS) {
      int at = text.indexOf(mark);
      if (at >= 0) {
        found.add(new Sign("forges-a-role", from + at, from + at + mark.length()));
        return;
      }
    }
  }
}
