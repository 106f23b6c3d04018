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
 * <p>A word that is a common one as well ("Will", "Rose", "IT") is taken for a name only where its
 * capital says so, except that nobody can tell in a question without any capitals: there content
 * words may be names, function words may not.
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
    String text = question.length() > LONGEST ? question.substring(0, LONGEST) : question;
    List<Word> words = Words.of(text);
    boolean plain = words.stream().noneMatch(word -> word.capital());
    var found = new ArrayList<Named>();
    int last = Math.min(words.size(), MOST_WORDS);
    for (int i = 0; i < last && found.size() < MOST_FOUND; ) {
      int taken = nameAt(text, words, i, plain, Set.copyOf(scopes), filter, found);
      i += Math.max(1, taken);
    }
    return List.copyOf(found);
  }

  /** For who sees everything: in every scope. */
  public List<Named> everywhere(String question, OrdinalFilter filter) {
    return in(question, mentions.scopes(), filter);
  }

  /** How many words, from this one on, were taken for a name. */
  private int nameAt(
      String text,
      List<Word> words,
      int first,
      boolean plain,
      Set<Scope> scopes,
      OrdinalFilter filter,
      List<Named> found) {
    Word head = words.get(first);
    if (head.kind() == Word.Kind.MARK || head.kind() == Word.Kind.BREAK) {
      return 0;
    }
    for (int length = Math.min(LONGEST_NAME, words.size() - first); length > 0; length--) {
      Word tail = words.get(first + length - 1);
      boolean mark = tail.kind() == Word.Kind.MARK || tail.kind() == Word.Kind.BREAK;
      if (mark || (length == 1 && !mayName(head, plain))) {
        continue;
      }
      Set<Integer> entities = named(text, head.start(), tail.end(), scopes, filter);
      if (entities.isEmpty() && length == 1 && head.capital()) {
        entities = begun(head.stem(), scopes, filter);
      }
      if (!entities.isEmpty()) {
        found.add(
            new Named(head.start(), tail.end(), List.copyOf(entities), others(text, entities)));
        return length;
      }
    }
    return 0;
  }

  private static boolean mayName(Word word, boolean plain) {
    if (!word.isWord()) {
      return true;
    }
    String stem = word.stem();
    if (CommonWords.isFunction(stem)) {
      return word.capital() && !word.opens() && !stem.equals("i");
    }
    return plain || word.capital() || !CommonWords.isCommon(stem);
  }

  private Set<Integer> named(
      String text, int start, int end, Set<Scope> scopes, OrdinalFilter filter) {
    String normal = NormalName.of(text.substring(start, end));
    var entities = new LinkedHashSet<Integer>();
    if (!normal.isEmpty()) {
      for (Scope scope : scopes) {
        mentions
            .named(scope, normal)
            .filter(entity -> spokenOf(entity, filter))
            .ifPresent(entities::add);
      }
    }
    return entities;
  }

  private Set<Integer> begun(String word, Set<Scope> scopes, OrdinalFilter filter) {
    String normal = NormalName.of(word);
    var entities = new LinkedHashSet<Integer>();
    for (Scope scope : scopes) {
      Set<Integer> begun = mentions.beginning(scope, normal, 2);
      if (begun.size() == 1) {
        begun.stream().filter(entity -> spokenOf(entity, filter)).forEach(entities::add);
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

  private List<String> others(String text, Set<Integer> entities) {
    String normalText = " " + NormalName.of(text) + " ";
    var seen = new HashSet<String>();
    var others = new ArrayList<String>();
    for (int entity : entities) {
      for (Name name : mentions.names(entity)) {
        boolean fresh = !normalText.contains(" " + name.normal() + " ") && seen.add(name.normal());
        if (fresh && others.size() < MOST_EXPANSIONS) {
          others.add(name.shown());
        }
      }
    }
    return others;
  }
}
