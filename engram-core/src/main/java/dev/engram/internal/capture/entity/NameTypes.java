package dev.engram.internal.capture.entity;

import dev.engram.internal.capture.entity.KnownNames.Sureness;
import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Phrases;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import dev.engram.memory.EntityType;
import java.util.List;
import java.util.Optional;

/** Tells what a run of capitalised words stands for. */
final class NameTypes {
  private final Passage passage;

  NameTypes(Passage passage) {
    this.passage = passage;
  }

  /** Whether the whole run is a listed place or organisation. */
  boolean listed(int first, int last) {
    return whole(KnownNames.PLACES, first, last).isPresent()
        || whole(KnownNames.ORGANIZATIONS, first, last).isPresent();
  }

  /** Whether a listed word is also a common one, or a given name. */
  boolean unsure(int i) {
    boolean perhaps =
        whole(KnownNames.PLACES, i, i)
                .or(() -> whole(KnownNames.ORGANIZATIONS, i, i))
                .orElse(Sureness.SURE)
            == Sureness.PERHAPS;
    return perhaps && KnownNames.GIVEN.get(passage.word(i).stem()) != Sureness.SURE && !speaks(i);
  }

  /** Whether a word is the name of one who speaks here. */
  boolean speaks(int i) {
    return passage.speakers().contains(passage.word(i).stem());
  }

  private Optional<Sureness> whole(Phrases<Sureness> list, int first, int last) {
    Optional<Phrases.Hit<Sureness>> hit = list.at(passage.text(), passage.words(), first);
    return hit.filter(h -> h.last() == last).map(Phrases.Hit::value);
  }

  /** Types a run and adds what it stands for. */
  void type(int first, int last, Span span, List<Mention> found) {
    String name = span.of(passage.text()).replace('\n', ' ');
    String head = passage.word(first).stem();
    String tail = passage.word(last).stem();
    if (project(first, last, span, name, found)) {
      return;
    }
    boolean whose = passage.word(last).possessive();
    String next = passage.spaced(last) && !whose ? passage.folded(last + 1) : "";
    boolean plain = passage.word(first).opens() && allCommon(first, last);
    if ((!plain && KnownNames.SERVICE_WORDS.contains(next))
        || (KnownNames.SERVICE_WORDS.contains(tail) && last > first)) {
      boolean after = KnownNames.SERVICE_WORDS.contains(next);
      var whole = after ? new Span(span.start(), passage.word(last + 1).end()) : span;
      found.add(Mentions.mention(whole, whole.of(passage.text()), EntityType.SERVICE, 0.7));
      return;
    }
    if (KnownNames.TITLES.contains(passage.word(first).folded()) && last > first) {
      titled(first, last, span, found);
      return;
    }
    Guess guess = guess(first, last, head, tail);
    found.add(Mentions.mention(span, name, guess.type(), guess.confidence()));
  }

  private record Guess(EntityType type, double confidence) {}

  private Guess guess(int first, int last, String head, String tail) {
    String before = passage.folded(first - 1);
    if (speaks(first)) {
      return new Guess(EntityType.PERSON, 0.95);
    }
    boolean shouted = passage.word(first).shouted() && !passage.weak();
    Sureness given = shouted ? null : KnownNames.GIVEN.get(head);
    Optional<Sureness> place = whole(KnownNames.PLACES, first, last);
    boolean placeCue = KnownNames.PLACE_CUES.contains(before);
    if (place.isPresent()
        && (given == null || (placeCue && !before.equals("to")) || last > first)) {
      return new Guess(
          EntityType.LOCATION, place.get() == Sureness.SURE ? 0.9 : placeCue ? 0.8 : 0.5);
    }
    Optional<Sureness> organization = whole(KnownNames.ORGANIZATIONS, first, last);
    if (organization.isPresent() && given == null) {
      return new Guess(EntityType.ORGANIZATION, organization.get() == Sureness.SURE ? 0.9 : 0.6);
    }
    if (last > first) {
      Optional<Guess> ending = byEnding(first, last, head, tail);
      if (ending.isPresent()) {
        return ending.get();
      }
    }
    if (given != null) {
      double sure = last > first ? 0.9 : given == Sureness.SURE ? 0.85 : 0.6;
      return new Guess(EntityType.PERSON, sure);
    }
    return byContext(first, last, before);
  }

  private Optional<Guess> byEnding(int first, int last, String head, String tail) {
    for (int i = first; i <= last; i++) {
      boolean ofHead = i < last && passage.folded(i + 1).equals("of");
      if ((i == last || ofHead) && KnownNames.ORGANIZATION_TAILS.contains(passage.word(i).stem())) {
        return Optional.of(new Guess(EntityType.ORGANIZATION, 0.8));
      }
    }
    if (KnownNames.PLACE_TAILS.contains(tail) || KnownNames.PLACE_HEADS.contains(head)) {
      return Optional.of(new Guess(EntityType.LOCATION, 0.75));
    }
    return KnownNames.CONCEPT_TAILS.contains(tail)
        ? Optional.of(new Guess(EntityType.CONCEPT, 0.7))
        : Optional.empty();
  }

  private Guess byContext(int first, int last, String before) {
    String owner = passage.folded(first - 2);
    if (KnownNames.KIN.contains(before) && KnownNames.OWNERS.contains(owner)) {
      return new Guess(EntityType.PERSON, 0.8);
    }
    String next = passage.spaced(last) ? passage.folded(last + 1) : "";
    if (KnownNames.PERSON_VERBS.contains(next) && !next.equals("and") && !next.equals("works")) {
      return new Guess(EntityType.PERSON, 0.55);
    }
    if (KnownNames.ORGANIZATION_CUES.contains(before)
        && !before.equals("with")
        && !before.equals("by")) {
      return new Guess(EntityType.ORGANIZATION, 0.5);
    }
    boolean where = before.equals("in") || before.equals("near") || before.startsWith("visit");
    boolean acronym = passage.word(first).shouted();
    if (where && !acronym) {
      return new Guess(EntityType.LOCATION, 0.5);
    }
    if (before.equals("named") || before.equals("called") || before.equals("met")) {
      return new Guess(before.equals("called") ? EntityType.UNKNOWN : EntityType.PERSON, 0.55);
    }
    if (first == last && Mentions.humped(passage.word(first).text())) {
      return new Guess(EntityType.CONCEPT, 0.55);
    }
    boolean commonWords = last > first && allCommon(first, last);
    return commonWords
        ? new Guess(EntityType.CONCEPT, 0.4)
        : new Guess(EntityType.UNKNOWN, acronym ? 0.45 : 0.5);
  }

  private boolean allCommon(int first, int last) {
    for (int i = first; i <= last; i++) {
      if (!CommonWords.isCommon(passage.word(i).stem())) {
        return false;
      }
    }
    return true;
  }

  private void titled(int first, int last, Span span, List<Mention> found) {
    int named = first + 1;
    while (named < last && !passage.word(named).isWord()) {
      named++;
    }
    String bare = passage.text().substring(passage.word(named).start(), span.end());
    String whole = span.of(passage.text());
    Mention mention = Mentions.mention(span, whole, EntityType.PERSON, 0.9);
    found.add(bare.equals(whole) ? mention : mention.alsoKnownAs(bare));
  }

  /** "project Apollo", "Project Apollo", "the Apollo project": the name is Apollo in each. */
  private boolean project(int first, int last, Span span, String name, List<Mention> found) {
    String head = passage.word(first).stem();
    String tail = passage.word(last).stem();
    String next =
        passage.spaced(last) && !passage.word(last).possessive() ? passage.folded(last + 1) : "";
    boolean follows =
        KnownNames.PROJECT_WORDS.contains(next) && KnownNames.GIVEN.get(head) != Sureness.SURE;
    if (head.equals("project") && last > first) {
      Word own = passage.word(first + 1);
      if (CommonWords.isCommon(own.stem())) {
        return false;
      }
      String rest = passage.text().substring(own.start(), span.end());
      found.add(projectOf(span, rest, 0.85, name));
      return true;
    }
    if (KnownNames.PROJECT_WORDS.contains(tail) && last > first && !tail.equals("app")) {
      String rest = passage.text().substring(span.start(), passage.word(last - 1).stemEnd());
      found.add(projectOf(span, rest, 0.8, name));
      return true;
    }
    String before = passage.folded(first - 1);
    boolean leads =
        before.equals("project") || before.equals("codenamed") || before.equals("codename");
    if (leads && passage.spaced(first - 1)) {
      found.add(projectOf(span, name, 0.85, "project " + name));
      return true;
    }
    if (follows && !listed(first, last)) {
      var whole = new Span(span.start(), passage.word(last + 1).end());
      found.add(projectOf(whole, name, 0.8, name + " " + Words.fold(next)));
      return true;
    }
    return false;
  }

  private static Mention projectOf(Span span, String name, double confidence, String alias) {
    return Mentions.mention(span, name, EntityType.PROJECT, confidence).alsoKnownAs(alias);
  }
}
