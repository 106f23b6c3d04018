package dev.engram.internal.recall.signal;

import dev.engram.internal.capture.entity.NormalName;
import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.MentionProjection;
import dev.engram.internal.projection.Postings;
import dev.engram.internal.vault.Attached.Name;
import dev.engram.scope.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the entities that a question names (spec §41.3): the longest run of its words that is a
 * name of an entity in a scope that is asked for, from left to right. A capitalised word that is no
 * name by itself stands for the one entity whose name it begins ("Ana" for Ana Silva), if there is
 * just one in a scope.
 *
 * <p>A word that is a common one as well ("Will", "Mark", "IT") is taken for a name only where its
 * capital says so, except that nobody can tell in a question without any capitals: there content
 * words may be names, function words may not. Where the question gives names their capitals, a
 * small word is no name that is written large ("prices rose in May").
 *
 * <p>Invariant: an entity that no memory under the filter speaks of is not found. Thread-safe;
 * linear in the first {@link #LONGEST} characters and in the scopes asked for.
 */
public final class QueryNames {
  private static final int LONGEST = 2_000;
  private static final int MOST_WORDS = 128;
  private static final int LONGEST_NAME = 5;
  private static final int MOST_FOUND = 16;
  private static final int MOST_EXPANSIONS = 3;

  private final MentionProjection mentions;

  /** One over this projection. */
  public QueryNames(MentionProjection mentions) {
    this.mentions = mentions;
  }

  /**
   * A name found in a question.
   *
   * @param start where it stands, in UTF-16 units
   * @param end the unit after it
   * @param entities what it stands for, one in each scope at most, by row
   * @param expansions other names of these, at most three, the most used first
   */
  public record Named(int start, int end, List<Integer> entities, List<String> expansions) {
    public Named {
      entities = List.copyOf(entities);
      expansions = List.copyOf(expansions);
    }

    /** Shows the place and counts: names are content. */
    @Override
    public String toString() {
      return "Named[" + start + "–" + end + ", " + entities.size() + " entities]";
    }
  }

  /** The names in a question, for who sees these scopes and, of their memories, these. */
  public List<Named> in(String question, Collection<Scope> scopes, OrdinalFilter filter) {
    var asked = new Asked(question, Set.copyOf(scopes), filter);
    var found = new ArrayList<Named>();
    int last = Math.min(asked.words.size(), MOST_WORDS);
    for (int i = 0; i < last && found.size() < MOST_FOUND; ) {
      i += Math.max(1, nameAt(asked, i, found));
    }
    return List.copyOf(found);
  }

  /** For who sees everything: in every scope. */
  public List<Named> everywhere(String question, OrdinalFilter filter) {
    return in(question, mentions.scopes(), filter);
  }

  /** A question, and who asks. */
  private static final class Asked {
    final String text;
    final List<Word> words;
    final Set<Scope> scopes;
    final OrdinalFilter filter;

    /** Whether there is no capital at all. */
    final boolean plain;

    /** Whether a capital stands where only a name has one. */
    final boolean careful;

    Asked(String question, Set<Scope> scopes, OrdinalFilter filter) {
      this.text = question.length() > LONGEST ? question.substring(0, LONGEST) : question;
      this.words = Words.of(text);
      this.scopes = scopes;
      this.filter = filter;
      this.plain = words.stream().noneMatch(Word::capital);
      this.careful =
          words.stream()
              .anyMatch(word -> word.capital() && !word.opens() && !word.folded().equals("i"));
    }

    String normal(Word first, Word last) {
      return NormalName.of(text.substring(first.start(), last.end()));
    }
  }

  /** How many words, from this one on, were taken for a name. */
  private int nameAt(Asked asked, int first, List<Named> found) {
    Word head = asked.words.get(first);
    if (mark(head)) {
      return 0;
    }
    for (int length = Math.min(LONGEST_NAME, asked.words.size() - first); length > 0; length--) {
      Word tail = asked.words.get(first + length - 1);
      if (mark(tail) || (length == 1 && !mayName(head, asked))) {
        continue;
      }
      String normal = asked.normal(head, tail);
      Set<Integer> entities = named(asked, normal);
      if (length == 1 && head.capital() && entities.isEmpty()) {
        entities = begun(asked, normal);
      }
      if (length == 1 && head.isWord() && !head.capital() && asked.careful) {
        entities.removeIf(entity -> !writtenSmall(entity, normal));
      }
      if (!entities.isEmpty()) {
        List<String> others = others(asked, normal, entities);
        found.add(new Named(head.start(), tail.end(), List.copyOf(entities), others));
        return length;
      }
    }
    return 0;
  }

  private static boolean mark(Word word) {
    return word.kind() == Word.Kind.MARK || word.kind() == Word.Kind.BREAK;
  }

  private static boolean mayName(Word word, Asked asked) {
    if (!word.isWord()) {
      return true;
    }
    String stem = word.stem();
    if (CommonWords.isFunction(stem)) {
      return word.capital() && !word.opens() && !stem.equals("i");
    }
    return asked.plain || word.capital() || !CommonWords.isCommon(stem);
  }

  private boolean writtenSmall(int entity, String normal) {
    return mentions.names(entity).stream()
        .anyMatch(name ->
            name.normal().equals(normal) && !Character.isUpperCase(name.shown().codePointAt(0)));
  }

  private Set<Integer> named(Asked asked, String normal) {
    var entities = new LinkedHashSet<Integer>();
    if (!normal.isEmpty()) {
      for (Scope scope : asked.scopes) {
        mentions
            .named(scope, normal)
            .filter(entity -> spokenOf(entity, asked.filter))
            .ifPresent(entities::add);
      }
    }
    return entities;
  }

  private Set<Integer> begun(Asked asked, String normal) {
    var entities = new LinkedHashSet<Integer>();
    for (Scope scope : asked.scopes) {
      Set<Integer> begun = mentions.beginning(scope, normal, 2);
      if (begun.size() == 1) {
        begun.stream().filter(entity -> spokenOf(entity, asked.filter)).forEach(entities::add);
      }
    }
    return entities;
  }

  private boolean spokenOf(int entity, OrdinalFilter filter) {
    Postings memories = mentions.memories(entity);
    for (int i = memories.size() - 1; i >= 0; i--) {
      if (filter.allows(memories.ordinal(i))) {
        return true;
      }
    }
    return false;
  }

  private List<String> others(Asked asked, String found, Set<Integer> entities) {
    String said = " " + NormalName.of(asked.text) + " ";
    var seen = new HashSet<String>();
    seen.add(found);
    var others = new ArrayList<String>();
    for (int entity : entities) {
      for (Name name : mentions.names(entity)) {
        boolean fresh = !said.contains(" " + name.normal() + " ") && seen.add(name.normal());
        if (fresh && others.size() < MOST_EXPANSIONS) {
          others.add(name.shown());
        }
      }
    }
    return others;
  }
}
