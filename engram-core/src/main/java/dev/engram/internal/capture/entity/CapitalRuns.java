package dev.engram.internal.capture.entity;

import dev.engram.internal.capture.entity.KnownNames.Sureness;
import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Reads the runs of capitalised words of a passage and keeps those that are names. */
final class CapitalRuns {
  private static final int LONGEST = 6;
  private static final Set<String> OF_HEADS =
      Set.copyOf(
          List.of(
              ("university bank museum ministry department institute bay isle house school college"
                      + " church city state republic kingdom board chamber court lord game bureau"
                      + " office secretary president king queen duke prince princess faculty gulf"
                      + " league council order hall world temple statue tower cape united states"
                      + " academy society united")
                  .split(" ")));

  private final Passage passage;
  private final BitSet taken;
  private final NameTypes types;

  CapitalRuns(Passage passage, BitSet taken) {
    this.passage = passage;
    this.taken = taken;
    this.types = new NameTypes(passage);
  }

  void collect(List<Mention> found) {
    for (int i = 0; i < passage.words().size() && found.size() < Mentions.MOST; i++) {
      if (starts(i)) {
        int last = end(i);
        read(i, last, found);
        i = last;
      }
    }
  }

  private boolean starts(int i) {
    Word word = passage.word(i);
    return word.capital() && !word.code() && !taken.get(i) && !blocked(word);
  }

  /** A function word is no part of a name, but "Will" and "May" may be. */
  private boolean blocked(Word word) {
    return (CommonWords.isFunction(word.folded())
            && !KnownNames.GIVEN.containsKey(word.stem())
            && !KnownNames.TITLES.contains(word.folded()))
        || (word.folded().length() == 1 && word.end() - word.start() == 1 && !initial(word));
  }

  private boolean initial(Word word) {
    int end = word.end();
    return !word.folded().equals("i")
        && !word.folded().equals("a")
        && end < passage.text().length()
        && passage.text().charAt(end) == '.';
  }

  /** Where the run ends that starts here. */
  private int end(int first) {
    int last = first;
    while (last - first < LONGEST) {
      Word word = passage.word(last);
      int next = last + 1;
      if (word.possessive()) {
        break;
      }
      boolean dotted =
          next + 1 < passage.words().size()
              && passage.word(next).is('.')
              && (initials(word.text()) || KnownNames.TITLES.contains(word.folded()))
              && next + 1 < passage.words().size()
              && passage.word(next + 1).start() == passage.word(next).end() + 1;
      int candidate = dotted ? next + 1 : next;
      if (!dotted && !passage.spaced(last)) {
        break;
      }
      int reached = reach(first, candidate);
      if (reached < 0) {
        break;
      }
      last = reached;
    }
    return last;
  }

  /** "J" or "J.K", with the dot behind it not counted. */
  private static boolean initials(String text) {
    return text.length() == 1 || (text.length() == 3 && text.charAt(1) == '.');
  }

  /** The index of the capital that continues the run at a candidate, or -1. */
  private int reach(int first, int candidate) {
    if (continues(candidate)) {
      return candidate;
    }
    String link = passage.folded(candidate);
    if (!KnownNames.CONNECTORS.contains(link) || !passage.spaced(candidate)) {
      return -1;
    }
    boolean of = link.equals("of");
    if (of && !OF_HEADS.contains(passage.word(candidate - 1).stem())) {
      return -1;
    }
    int next = candidate + 1;
    if (of && passage.folded(next).equals("the") && passage.spaced(next)) {
      next++;
    } else if (KnownNames.CONNECTORS.contains(passage.folded(next)) && passage.spaced(next)) {
      next++;
    }
    boolean person = of || KnownNames.GIVEN.containsKey(passage.word(first).stem());
    boolean foreign = !of && passage.word(candidate - 1).capital();
    return (person || foreign) && continues(next) ? next : -1;
  }

  private boolean continues(int i) {
    return i < passage.words().size()
        && passage.word(i).capital()
        && !taken.get(i)
        && !passage.word(i).opens()
        && !dayOrMonth(passage.folded(i))
        && (!CommonWords.isFunction(passage.folded(i))
            || KnownNames.TITLES.contains(passage.folded(i)));
  }

  private static boolean dayOrMonth(String folded) {
    return (folded.endsWith("day") && CommonWords.isCommon(folded) && folded.length() > 5)
        || MONTHS.contains(folded);
  }

  private static final Set<String> MONTHS =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private void read(int start, int last, List<Mention> found) {
    int first = start;
    while (first < last && idle(first, last)) {
      first++;
    }
    while (first < last && !passage.word(first).capital()) {
      first++;
    }
    boolean named = accepted(first, last);
    if (!named && first < last) {
      int known = knownTail(first, last);
      if (known > first) {
        first = known;
        named = true;
      }
    }
    if (named) {
      var span = new Span(passage.word(first).start(), passage.word(last).stemEnd());
      types.type(first, last, span, found);
    }
  }

  /** An opening word that is no part of the name behind it: "Met Ana", "Visiting Porto". */
  private boolean idle(int i, int last) {
    Word word = passage.word(i);
    if (!word.opens() && !CommonWords.isFunction(word.folded())) {
      return false;
    }
    String stem = word.stem();
    if (KnownNames.TITLES.contains(stem) || KnownNames.PROJECT_WORDS.contains(stem)) {
      return false;
    }
    if (KnownNames.GIVEN.containsKey(stem) && !CommonWords.isFunction(stem)) {
      return false;
    }
    if (types.listed(i, last) || restCommon(i + 1, last)) {
      return false;
    }
    return CommonWords.isCommon(word.folded())
        || passage.small().contains(word.folded())
        || (!passage.capitals().contains(stem) && (stem.endsWith("ing") || stem.endsWith("ed")));
  }

  private boolean restCommon(int first, int last) {
    for (int i = first; i <= last; i++) {
      if (passage.word(i).capital() && !CommonWords.isCommon(passage.word(i).stem())) {
        return false;
      }
    }
    return last - first >= 1;
  }

  private int knownTail(int first, int last) {
    for (int i = first + 1; i <= last; i++) {
      boolean person = KnownNames.GIVEN.get(passage.word(i).stem()) == Sureness.SURE;
      if (passage.word(i).capital() && (person || types.listed(i, last))) {
        return i;
      }
    }
    return -1;
  }

  private boolean accepted(int first, int last) {
    if (types.listed(first, last) || types.speaks(first)) {
      return !(first == last && passage.word(first).opens() && types.unsure(first));
    }
    Word word = passage.word(first);
    if (KnownNames.TITLES.contains(word.folded()) && last > first) {
      return true;
    }
    boolean acronym = word.shouted() && !passage.weak();
    Sureness given = acronym ? null : KnownNames.GIVEN.get(word.stem());
    if (given == Sureness.SURE && !CommonWords.isFunction(word.stem())) {
      return true;
    }
    if (passage.weak() || passage.titled().get(first)) {
      return false;
    }
    if (first < last) {
      return someRare(first, last) || passage.capitals().contains(word.stem());
    }
    return word.opens() ? opening(first, given != null) : alone(word, given != null);
  }

  private boolean someRare(int first, int last) {
    for (int i = first; i <= last; i++) {
      Word word = passage.word(i);
      if (word.capital()
          && !CommonWords.isCommon(word.folded())
          && !passage.small().contains(word.stem())) {
        return true;
      }
    }
    return !passage.word(first).opens() && last - first <= 2;
  }

  /** One capitalised word inside a sentence. */
  private boolean alone(Word word, boolean given) {
    String stem = word.stem();
    if (given) {
      return !CommonWords.isFunction(stem) || word.possessive();
    }
    return stem.length() > 1 && !CommonWords.isCommon(stem) && !passage.small().contains(stem);
  }

  /** One capitalised word at the start of a sentence. */
  private boolean opening(int i, boolean given) {
    Word word = passage.word(i);
    String stem = word.stem();
    if (CommonWords.isCommon(stem) && !given) {
      return false;
    }
    if (Mentions.humped(word.text())) {
      return true;
    }
    boolean elsewhere = passage.capitals().contains(stem) && !passage.small().contains(stem);
    if (elsewhere || (word.possessive() && (given || !passage.small().contains(stem)))) {
      return true;
    }
    String next = passage.folded(i + 1);
    boolean subject =
        passage.spaced(i)
            && (KnownNames.PERSON_VERBS.contains(next) || KnownNames.BE_VERBS.contains(next));
    if (given) {
      boolean called = i + 1 < passage.words().size() && passage.word(i + 1).is(',');
      return (subject && !next.equals("and")) || called;
    }
    return subject && !next.equals("and") && !abstractNoun(stem) && !passage.small().contains(stem);
  }

  private static boolean abstractNoun(String stem) {
    return stem.endsWith("ing")
        || stem.endsWith("ion")
        || stem.endsWith("ness")
        || stem.endsWith("ment")
        || stem.endsWith("ity")
        || stem.endsWith("s")
        || stem.endsWith("ism")
        || stem.endsWith("ance")
        || stem.endsWith("ence")
        || stem.length() < 3;
  }
}
