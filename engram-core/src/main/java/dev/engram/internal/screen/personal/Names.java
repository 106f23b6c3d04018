package dev.engram.internal.screen.personal;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.entity.Mentions;
import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import dev.engram.memory.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names of persons and places. What the entity stage takes for a person or a place is one; a name
 * of a sort it does not know is a person's where a title, a label, a greeting or a verb of persons
 * stands beside it, or where it has the build of one: two or three capitalised words, none of them
 * common.
 */
final class Names {
  private static final Lists LISTS = Lists.read("terms.txt");
  private static final Set<String> LABEL = LISTS.of("name-label");
  private static final Set<String> OWN = LISTS.of("own-name");
  private static final Set<String> TITLE = LISTS.of("title");
  private static final Set<String> OWNER = LISTS.of("name-owner");
  private static final Set<String> VERB = LISTS.of("name-verb");
  private static final Set<String> LEAD = LISTS.of("name-lead");
  private static final Set<String> RESIDE = LISTS.of("reside");
  private static final Set<String> RESIDING = LISTS.of("residing");
  private static final Set<String> THINGS = LISTS.of("things");
  private static final Set<String> STREETS = Lists.read("streets.txt").of("suffix");
  private static final Set<String> UNITS = Lists.read("streets.txt").of("unit");
  private static final int LONGEST = 4;

  private final Scan scan;
  private final List<Word> words;
  private final List<PersonalFinding> found;

  private Names(Scan scan, List<Word> words, List<PersonalFinding> found) {
    this.scan = scan;
    this.words = words;
    this.found = found;
  }

  static void find(Scan scan, List<Word> words, List<PersonalFinding> found) {
    var names = new Names(scan, words, found);
    for (Mention mention : new Mentions().in(scan.text(), Optional.empty(), Optional.empty())) {
      names.mentioned(mention);
    }
    names.labelled();
  }

  private void mentioned(Mention mention) {
    int start = mention.span().start();
    int end = mention.span().end();
    if (mention.type() == EntityType.LOCATION) {
      place(start, end, mention.confidence());
    } else if (mention.type() == EntityType.PERSON) {
      if (scan.at(start) != '@') {
        person(start, end, Math.max(0.55, mention.confidence()));
      }
    } else if (mention.type() == EntityType.UNKNOWN) {
      double sure = guessed(start, end);
      if (sure > 0) {
        person(start, end, sure);
      } else if (lives(start)) {
        found.add(new PersonalFinding(start, end, PersonalKind.RESIDENCE, 0.55));
      }
    }
  }

  private void place(int start, int end, double confidence) {
    PersonalKind kind = lives(start) ? PersonalKind.RESIDENCE : PersonalKind.PLACE;
    found.add(new PersonalFinding(start, end, kind, Math.max(0.5, confidence)));
  }

  private boolean lives(int start) {
    var before = scan.before(start, 3);
    boolean beside = !before.isEmpty() && RESIDING.contains(before.getLast());
    return beside && before.stream().anyMatch(RESIDE::contains);
  }

  private void person(int start, int end, double confidence) {
    PersonalKind kind = own(start) ? PersonalKind.OWN_NAME : PersonalKind.PERSON_NAME;
    found.add(new PersonalFinding(start, end, kind, confidence));
  }

  private boolean own(int start) {
    var before = scan.before(start, 3);
    String three = String.join(" ", before);
    if (before.size() > 2) {
      before.removeFirst();
    }
    return OWN.contains(three) || OWN.contains(String.join(" ", before));
  }

  /** How sure a name of unknown sort is a person's; 0 if not. */
  private double guessed(int start, int end) {
    String text = scan.text().substring(start, end);
    int parts = 1;
    boolean digits = false;
    int letters = 0;
    int capitals = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      parts += unit == ' ' ? 1 : 0;
      digits |= Scan.digit(unit) || unit == '_' || unit == '&' || unit == '/';
      letters += Character.isLetter(unit) ? 1 : 0;
      capitals += Character.isUpperCase(unit) ? 1 : 0;
    }
    if (digits || parts > LONGEST || letters < 2 || capitals > parts + 2 || titled(text)) {
      return 0;
    }
    var before = scan.before(start, 1);
    String lead = before.isEmpty() ? "" : before.getLast();
    if (own(start) || LABEL.contains(lead) || TITLE.contains(lead)) {
      return 0.8;
    }
    boolean beside = LEAD.contains(lead) || (parts >= 2 && scan.followed(end, 1, VERB));
    return parts >= 2 && parts <= 3 ? beside ? 0.7 : 0.55 : beside ? 0.6 : 0;
  }

  /** Whether a word of it is common, as in titles of works and names of things. */
  private static boolean titled(String text) {
    for (String part : text.split(" ", -1)) {
      String folded = Words.fold(part);
      if (CommonWords.isCommon(folded) || THINGS.contains(folded) || STREETS.contains(folded)) {
        return true;
      }
    }
    return false;
  }

  /** "Name: Xu Wei", "Mr. Okonkwo", "My name is Li": whatever the word is. */
  private void labelled() {
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (!word.isWord() || word.code()) {
        continue;
      }
      boolean title = TITLE.contains(word.folded()) && word.capital();
      boolean label = LABEL.contains(word.folded());
      if (!title && !label) {
        continue;
      }
      int at = i + 1;
      boolean colon = false;
      while (at < words.size() && at <= i + 2 && mark(words.get(at))) {
        colon |= !words.get(at).is('.');
        at++;
      }
      boolean is = at < words.size() && words.get(at).folded().equals("is");
      at += is && label ? 1 : 0;
      int last = run(at);
      if (last > at && (title || colon || (is && named(word)))) {
        person(words.get(at).start(), words.get(last - 1).stemEnd(), 0.85);
      }
    }
  }

  private static boolean mark(Word word) {
    return word.is(':') || word.is('.') || word.is('?');
  }

  /** "My name is": not names of things, whose "name" stands without an owner or a sort. */
  private boolean named(Word label) {
    var before = scan.before(label.start(), 1);
    return !before.isEmpty() && OWNER.contains(before.getLast());
  }

  private int run(int from) {
    int at = from;
    while (at < words.size() && at - from < LONGEST) {
      Word word = words.get(at);
      boolean initial = word.is('.') && at > from && words.get(at - 1).text().length() == 1;
      boolean name = word.capital() && !CommonWords.isFunction(word.folded());
      boolean flat = at > from && UNITS.contains(word.folded());
      if ((!name && !initial) || flat) {
        break;
      }
      at++;
    }
    while (at > from && words.get(at - 1).is('.')) {
      at--;
    }
    boolean street = at - from > 1 && at < words.size() && words.get(at).isNumber();
    return street ? at - 1 : at;
  }
}
