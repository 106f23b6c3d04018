package dev.engram.internal.capture.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Forms of English verbs: from a list of irregular ones, a list of regular base forms, and spelling
 * rules for the rest. Immutable and thread-safe; every call is a few hash look-ups.
 */
public final class Verbs {
  /** A form a verb can take; a word may be several ("put", "come"). */
  public enum Form {
    BASE,
    THIRD,
    PAST,
    PARTICIPLE,
    GERUND
  }

  private record Reading(String base, boolean past, boolean participle) {
    @Override
    public String toString() {
      return "Reading";
    }
  }

  private static final String VOWELS = "aeiou";
  private static final Map<String, String> BE =
      Map.of(
          "am", "be", "is", "be", "are", "be", "was", "be", "were", "be", "being", "be", "been",
          "be", "has", "have", "does", "do", "goes", "go");

  private final Map<String, Reading> irregular = new HashMap<>();
  private final Map<String, String> participles = new HashMap<>();
  private final Set<String> bases;

  Verbs() {
    Set<String> known = new java.util.HashSet<>(WordLists.words(Verbs.class, "verbs.txt"));
    for (String line : WordLists.lines(Verbs.class, "irregular-verbs.tsv")) {
      List<String> cells = List.of(line.split("\t", -1));
      String base = cells.getFirst();
      known.add(base);
      List<String> pasts = List.of(cells.get(1).split("/", -1));
      List<String> perfects = List.of(cells.get(2).split("/", -1));
      participles.put(base, perfects.getFirst());
      for (String past : pasts) {
        irregular.put(past, new Reading(base, true, perfects.contains(past)));
      }
      for (String perfect : perfects) {
        irregular.putIfAbsent(perfect, new Reading(base, false, true));
      }
    }
    bases = Set.copyOf(known);
  }

  /** Whether a lower-case word is a base form that the lists hold. */
  public boolean known(String base) {
    return base(base);
  }

  private boolean base(String word) {
    return bases.contains(word)
        || (word.length() > 5 && word.startsWith("re") && bases.contains(word.substring(2)));
  }

  /** The base form of a lower-case verb form; the word itself if no rule applies. */
  public String lemma(String word) {
    String be = BE.get(word);
    if (be != null) {
      return be;
    }
    Reading reading = irregular.get(word);
    if (reading != null && !word.equals("lay") && !word.equals("found")) {
      return reading.base();
    }
    if (word.equals("found")) {
      return "find";
    }
    if (bases.contains(word)) {
      return word;
    }
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("ied") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("ying") && bases.contains(word.substring(0, word.length() - 4) + "ie")) {
      return word.substring(0, word.length() - 4) + "ie";
    }
    if (word.endsWith("ing") && word.length() > 4) {
      return stem(word.substring(0, word.length() - 3));
    }
    if (word.endsWith("ed") && word.length() > 3) {
      return stem(word.substring(0, word.length() - 2));
    }
    if (word.endsWith("es") && word.length() > 3) {
      String shorter = word.substring(0, word.length() - 2);
      if (bases.contains(shorter + "e")) {
        return shorter + "e";
      }
      if (endsHissing(shorter) || shorter.endsWith("o")) {
        return shorter;
      }
    }
    if (word.endsWith("s") && !word.endsWith("ss") && word.length() > 2) {
      return word.substring(0, word.length() - 1);
    }
    return word;
  }

  private String stem(String cut) {
    if (base(cut)) {
      return cut;
    }
    if (base(cut + "e")) {
      return cut + "e";
    }
    int n = cut.length();
    boolean doubled = n > 2 && cut.charAt(n - 1) == cut.charAt(n - 2);
    if (doubled && bases.contains(cut.substring(0, n - 1))) {
      return cut.substring(0, n - 1);
    }
    if (doubled && "lsfz".indexOf(cut.charAt(n - 1)) < 0) {
      return cut.substring(0, n - 1);
    }
    if (n < 3) {
      return cut;
    }
    char last = cut.charAt(n - 1);
    boolean afterVowel = VOWELS.indexOf(cut.charAt(n - 2)) >= 0;
    boolean silent =
        "vcuz".indexOf(last) >= 0
            || (last == 's' && afterVowel)
            || cut.endsWith("at")
            || (last == 'g' && !afterVowel && !cut.endsWith("ng"))
            || cut.endsWith("rg")
            || cut.endsWith("bl")
            || cut.endsWith("pl")
            || cut.endsWith("tl");
    return silent ? cut + "e" : cut;
  }

  /** Whether a lower-case word can be the given form of a verb. Closed forms only, no guessing. */
  public boolean can(String word, Form form) {
    Reading reading = irregular.get(word);
    return switch (form) {
      case BASE -> bases.contains(word) || word.equals("be");
      case THIRD ->
          BE.containsKey(word)
              ? word.equals("is")
                  || word.equals("has")
                  || word.equals("does")
                  || word.equals("goes")
              : word.endsWith("s") && !word.endsWith("ss") && bases.contains(lemma(word));
      case PAST ->
          reading != null
              ? reading.past()
              : word.endsWith("ed") && word.length() > 3 && base(lemma(word));
      case PARTICIPLE ->
          reading != null
              ? reading.participle()
              : word.endsWith("ed") && word.length() > 3 && base(lemma(word));
      case GERUND -> word.endsWith("ing") && word.length() > 4 && bases.contains(lemma(word));
    };
  }

  /** The third person singular of a base form: "use" → "uses". */
  public String third(String base) {
    return switch (base) {
      case "be" -> "is";
      case "have" -> "has";
      case "do" -> "does";
      case "go" -> "goes";
      case "can", "will", "would", "should", "must", "may", "might", "could", "shall" -> base;
      default -> {
        int n = base.length();
        if (n > 1 && base.endsWith("y") && VOWELS.indexOf(base.charAt(n - 2)) < 0) {
          yield base.substring(0, n - 1) + "ies";
        }
        yield endsHissing(base) || base.endsWith("o") ? base + "es" : base + "s";
      }
    };
  }

  /** The irregular past participle of a base form, if it has one. */
  public Optional<String> participle(String base) {
    return Optional.ofNullable(participles.get(base));
  }

  private static boolean endsHissing(String word) {
    return word.endsWith("s")
        || word.endsWith("x")
        || word.endsWith("z")
        || word.endsWith("ch")
        || word.endsWith("sh");
  }
}
