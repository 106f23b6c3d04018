package dev.engram.internal.remember;

import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells restatements from different things that merely look alike.
 *
 * <p>Keys have 64 bits, so strangers hardly ever share one; where they do, the comparison of words
 * that follows tells them apart.
 *
 * <p>Word overlap alone would merge "Ana likes tea" with "Ben likes tea", or a sentence with its
 * negation. So two memories share a key only if their kind, their speaker or subject, and the
 * sequence of their content words are the same: case, punctuation that separates, and a closed list
 * of words without content are left out; numbers, names, negations, question marks and symbols
 * inside words all count.
 */
final class ContentKey {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern EDGES =
      Pattern.compile("^[\\p{Ps}\\p{Pi}\"'.,;:!]+|[\\p{Pe}\\p{Pf}\"'.,;:!]+$");
  private static final Set<String> WITHOUT_CONTENT =
      Set.of("a", "an", "the", "well", "oh", "um", "uh", "ah", "hmm", "please", "just", "really");

  private ContentKey() {}

  /** The key of a memory that is to be stored. */
  static long of(NewMemory memory) {
    return switch (memory) {
      case Turn turn -> hash("episode", turn.speaker().orElse(""), turn.text());
      case Statement fact -> hash("fact", fact.subject(), fact.text());
      case Routine routine -> hash("procedure", routine.task(), routine.text());
    };
  }

  /** The key of a fact with a wording of its own. */
  static long ofFact(String subject, String text) {
    return hash("fact", subject, text);
  }

  private static long hash(String kind, String about, String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      field(digest, kind);
      field(digest, String.join(" ", contentWords(about)));
      field(digest, String.join(" ", contentWords(text)));
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java lacks SHA-256", missing);
    }
  }

  private static void field(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static List<String> contentWords(String text) {
    var kept = new ArrayList<String>();
    for (String word : words(text)) {
      if (!WITHOUT_CONTENT.contains(word)) {
        kept.add(word);
      }
    }
    return kept.isEmpty() ? words(text) : kept;
  }

  /** Words folded to lower case, save those in capitals, which may be names ("US", "IT"). */
  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).replace("?", " ? ");
    for (String raw : BLANKS.splitAsStream(normal.strip()).toList()) {
      String word = EDGES.matcher(raw).replaceAll("");
      if (!word.isEmpty()) {
        boolean capitals = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
        words.add(capitals ? word : word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  /** Jaccard similarity of all words of two texts, 0 to 1. */
  static double similarity(String one, String other) {
    var first = new HashSet<>(words(one));
    var second = new HashSet<>(words(other));
    int all = first.size();
    first.retainAll(second);
    int both = first.size();
    int either = all + second.size() - both;
    return either == 0 ? 1 : (double) both / either;
  }
}
