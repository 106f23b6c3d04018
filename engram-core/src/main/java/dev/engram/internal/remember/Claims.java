package dev.engram.internal.remember;

import dev.engram.internal.vault.FactTable;
import dev.engram.memory.Memory;
import dev.engram.scope.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The keys by which facts on the same matter find each other, and the forms that their ends are
 * compared in. Keys have 64 bits and only narrow a search: what they find is compared word by word.
 */
public final class Claims {
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");
  private static final Set<String> FORMS_OF_BE =
      Set.of("is", "are", "was", "were", "be", "been", "being", "am");
  private static final Set<String> FORMS_OF_HAVE = Set.of("has", "have", "had", "having");

  private Claims() {}

  /**
   * Stands for a subject in a scope.
   *
   * @param subject an entity's mark, or the folded name
   */
  static long about(Scope scope, String subject) {
    return hash(scope.canonical(), subject);
  }

  /** Stands for a subject's predicate. */
  static long claim(long about, String predicate) {
    return hash(Long.toString(about), predicate(predicate));
  }

  /** Stands for the words of an object. */
  static long object(String object) {
    return hash("object", String.join(" ", words(object)));
  }

  /** The keys of a fact whose subject is known by this mark. */
  static FactTable.Filing filing(Scope scope, String subject, Memory.Fact fact, int origin) {
    return filing(about(scope, subject), fact.predicate(), fact.object(), origin);
  }

  /** The keys of a fact about a subject. */
  static FactTable.Filing filing(long about, String predicate, String object, int origin) {
    return new FactTable.Filing(
        claim(about, matter(predicate, object)), about, object(object), origin);
  }

  /** The mark of a subject that is an entity. */
  static String entity(long row) {
    return "#" + row;
  }

  /**
   * What a fact is about besides its subject: its predicate; but a figure or a date is the same
   * matter whether it "is", "went up to" or "has moved to" its value.
   */
  static String matter(String predicate, String object) {
    String form = predicate(predicate);
    if (form.startsWith("live ")) {
      return "live in";
    }
    return Values.isValue(words(object)) && Values.isOfValues(form) ? "be" : form;
  }

  /** A predicate's words in one form each: "lives in", "live in" and "lived in" are the same. */
  public static String predicate(String predicate) {
    var words = new StringBuilder();
    for (String word : split(predicate)) {
      String form = FORMS_OF_BE.contains(word) ? "be" : word;
      form = FORMS_OF_HAVE.contains(form) ? "have" : form;
      words.append(words.isEmpty() ? "" : " ").append(stem(form));
    }
    return words.isEmpty() ? predicate.strip() : words.toString();
  }

  /**
   * The words of an object, in order, each in one form, without articles; never empty unless the
   * text is.
   */
  static List<String> words(String object) {
    var words = new ArrayList<String>();
    for (String word : split(object)) {
      if (!ARTICLES.contains(word)) {
        words.add(stem(word));
      }
    }
    if (words.isEmpty()) {
      words.addAll(split(object));
    }
    return words;
  }

  /** Lower-case words; symbols inside words and beside digits stay. */
  private static List<String> split(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var words = new ArrayList<String>();
    int start = -1;
    for (int i = 0; i <= folded.length(); i++) {
      boolean inside = i < folded.length() && belongs(folded, i);
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(folded.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  private static boolean belongs(String text, int at) {
    char c = text.charAt(at);
    if (Character.isLetterOrDigit(c) || Character.isSurrogate(c) || "%$€£#@+&".indexOf(c) >= 0) {
      return true;
    }
    if (c == '-' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
      return at == 0 || Character.isWhitespace(text.charAt(at - 1)) || belongs(text, at - 1);
    }
    return "._-/:,'\u2019".indexOf(c) >= 0
        && at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }

  /** Inflection only, and with care: a stem that joins two words would join two facts. */
  private static String stem(String word) {
    if (word.endsWith("'s") || word.endsWith("\u2019s")) {
      return word.substring(0, word.length() - 2);
    }
    int length = word.length();
    if (length < 5 || !Character.isLetter(word.charAt(length - 1))) {
      return word;
    }
    if (word.endsWith("ies") && length > 4) {
      return word.substring(0, length - 3) + "y";
    }
    if (word.endsWith("sses") || word.endsWith("ches") || word.endsWith("shes")) {
      return word.substring(0, length - 2);
    }
    if (word.endsWith("s")
        && !word.endsWith("ss")
        && !word.endsWith("us")
        && !word.endsWith("is")) {
      return word.substring(0, length - 1);
    }
    return word;
  }

  private static long hash(String first, String second) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(first.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(second.getBytes(StandardCharsets.UTF_8));
      long key = ByteBuffer.wrap(digest.digest()).getLong();
      return key == 0 ? 1 : key;
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java lacks SHA-256", missing);
    }
  }
}
