package dev.engram.internal.capture.metadata;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import dev.engram.memory.EntityType;
import dev.engram.memory.Metadata;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads metadata from a text without a model (spec §35.3). Stateless and thread-safe; linear in the
 * text; never fails.
 */
public final class MetadataExtraction {
  private static final int LONGEST = 512;
  private static final double SURE = 0.55;

  /** The metadata of a text whose names are known: people and technologies come from them. */
  public Metadata of(String text, List<Mention> mentions) {
    List<Word> words = Words.of(text);
    var people = new LinkedHashSet<String>();
    var technologies = new LinkedHashSet<String>();
    for (Mention mention : mentions) {
      if (mention.confidence() >= SURE) {
        switch (mention.type()) {
          case PERSON -> put(people, mention.name());
          case TECHNOLOGY -> put(technologies, mention.name());
          default -> {}
        }
      }
    }
    return new Metadata(
        List.copyOf(people),
        List.copyOf(technologies),
        all(words, Word.Kind.PATH),
        all(words, Word.Kind.URL),
        all(words, Word.Kind.EMAIL),
        CodeLanguages.of(text, words),
        Versions.in(words, mentions),
        Quantities.in(text, words),
        Topics.in(words, mentions.stream().anyMatch(m -> m.type() == EntityType.TECHNOLOGY)));
  }

  private static List<String> all(List<Word> words, Word.Kind kind) {
    var found = new LinkedHashSet<String>();
    for (Word word : words) {
      if (word.kind() == kind) {
        put(found, word.text());
      }
    }
    return List.copyOf(found);
  }

  private static void put(Set<String> found, String value) {
    if (found.size() < Metadata.MOST && value.length() <= LONGEST) {
      found.add(value);
    }
  }
}
