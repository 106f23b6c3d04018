package dev.engram.internal.capture.proposition;

import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import java.util.Locale;

/** Files a fact under a category of spec §18, by its words. Immutable and thread-safe. */
final class Categories {
  private final Lexicon lexicon;

  Categories(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  Category of(
      String subject,
      String predicate,
      String object,
      String lemma,
      Modality modality,
      boolean human,
      boolean event) {
    boolean life =
        human
            && (lemma.equals("live")
                || lemma.equals("marry")
                || lemma.equals("graduate")
                || lemma.equals("retire")
                || predicate.startsWith("works for")
                || predicate.startsWith("works at")
                || predicate.startsWith("works as"));
    if (life) {
      return Category.PERSON;
    }
    int tech =
        hits("tech", subject) * 2
            + hits("tech", object) * 2
            + identifiers(object)
            + identifiers(subject);
    int project = hits("project", subject) * 2 + hits("project", object);
    boolean liking =
        lexicon.has("prefer", lemma)
            || hits("preferadj", subject + " " + predicate) > 0
            || (modality == Modality.DESIRED && !predicate.contains(" "));
    if (liking && hits("feelings", predicate) == 0 && !predicate.contains("allergic")) {
      return Category.PREFERENCE;
    }
    if (project > 0 && project >= tech) {
      return Category.PROJECT;
    }
    if (tech > 0) {
      return Category.TECHNICAL;
    }
    boolean person =
        human
            && (lexicon.has("personverbs", lemma)
                || hits("job", predicate + " " + object) > 0
                || hits("kin", object) > 0
                || hits("pets", object) > 0
                || (lemma.equals("be") && !object.isEmpty())
                || lemma.equals("have")
                || lemma.equals("work")
                || lemma.equals("name")
                || lemma.equals("call"));
    if (person || (hits("kin", subject) > 0 && !event)) {
      return Category.PERSON;
    }
    if (!human) {
      return Category.FACT;
    }
    return event || modality != Modality.ACTUAL ? Category.CONTEXT : Category.GENERAL;
  }

  private int hits(String set, String text) {
    int hits = 0;
    for (String word : text.toLowerCase(Locale.ROOT).split("[\\s,;]+", -1)) {
      String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
      hits += lexicon.has(set, bare) ? 1 : 0;
    }
    return hits;
  }

  /** Words that look like code: paths, identifiers, versions. */
  private static int identifiers(String text) {
    int hits = 0;
    for (String word : text.split("\\s+", -1)) {
      boolean inner = false;
      for (int i = 1; i + 1 < word.length(); i++) {
        char c = word.charAt(i);
        boolean camel = Character.isUpperCase(c) && Character.isLowerCase(word.charAt(i - 1));
        boolean version =
            c == '.'
                && Character.isDigit(word.charAt(i - 1))
                && Character.isDigit(word.charAt(i + 1))
                && word.indexOf('.', i + 1) > 0;
        inner |= c == '_' || (c == '/' && word.indexOf('.') >= 0) || camel || version;
      }
      hits += inner ? 1 : 0;
    }
    return hits;
  }
}
