package dev.engram.internal.capture.duplicate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code wording.tsv} beside this class says. Immutable. */
final class Lexicon {
  static final Lexicon ENGLISH = read("wording.tsv");

  private final Map<String, List<String>> contractions = new HashMap<>();
  private final Map<String, String> variants = new HashMap<>();
  private final Map<String, String> synonyms = new HashMap<>();
  private final Set<String> fillers = new HashSet<>();
  private final Set<String> degrees = new HashSet<>();

  private Lexicon() {}

  /** The words that a contraction stands for; none if it is no contraction. */
  List<String> contraction(String word) {
    return contractions.getOrDefault(word, List.of());
  }

  /** The usual spelling. */
  String spelling(String word) {
    return variants.getOrDefault(word, word);
  }

  /** The usual word of the same meaning. */
  String meaning(String word) {
    return synonyms.getOrDefault(word, word);
  }

  /** Whether a word says nothing. */
  boolean filler(String word) {
    return fillers.contains(word);
  }

  /** Whether a word says only how much. */
  boolean degree(String word) {
    return degrees.contains(word);
  }

  private static Lexicon read(String name) {
    var lexicon = new Lexicon();
    try (var in =
        Lexicon.class.getResourceAsStream("/dev/engram/internal/capture/duplicate/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the library lacks its resource " + name);
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .forEach(line -> lexicon.add(line.split("\t", -1)));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read the resource " + name, broken);
    }
    return lexicon;
  }

  private void add(String[] fields) {
    String form = fields[1];
    switch (fields[0]) {
      case "contraction" -> contractions.put(form, List.of(fields[2].split(" ", -1)));
      case "variant" -> variants.put(form, fields[2]);
      case "synonym" -> synonyms.put(form, fields[2]);
      case "filler" -> fillers.add(form);
      case "degree" -> degrees.add(form);
      default -> throw new IllegalStateException("no section " + fields[0]);
    }
  }
}
