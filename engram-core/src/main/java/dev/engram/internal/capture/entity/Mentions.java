package dev.engram.internal.capture.entity;

import dev.engram.internal.capture.entity.KnownNames.Sureness;
import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Phrases;
import dev.engram.internal.capture.word.Technologies;
import dev.engram.internal.capture.word.Word;
import dev.engram.memory.EntityType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds names in a text without a model (spec §41.2).
 *
 * <p>Sure finds come first and claim their tokens: technologies by vocabulary, paths, handles,
 * identifiers, quoted titles. What is left is read in runs of capitalised words ({@link
 * CapitalRuns}); a run's type is told by lists, endings, titles and the words around it ({@link
 * NameTypes}). A capital that grammar asks for (the start of a sentence, a heading, German) proves
 * nothing: there a word must be a known name, or stand capitalised elsewhere in the text. Finds
 * never overlap. At most {@link #MOST} a text.
 *
 * <p>Stateless and thread-safe; linear in the text.
 */
public final class Mentions {
  /** The most mentions that one text yields. */
  public static final int MOST = 256;

  /** Finds the names; the speakers' own names count as known. */
  public List<Mention> in(String text, Optional<String> speaker, Optional<String> addressee) {
    Passage passage = Passage.of(text, speaker, addressee);
    var found = new ArrayList<Mention>();
    var taken = new BitSet();
    technologies(passage, found, taken);
    for (int i = 0; i < passage.words().size() && found.size() < MOST; i++) {
      Word word = passage.word(i);
      if (word.code() || taken.get(i)) {
        continue;
      }
      switch (word.kind()) {
        case PATH -> add(found, word, word.text(), EntityType.FILE, 0.9);
        case HANDLE -> add(found, word, word.text(), EntityType.PERSON, 0.7);
        case WORD -> {
          int last = identifier(passage, i, found);
          if (last < 0) {
            last = smallName(passage, i, found);
          }
          if (last >= 0) {
            taken.set(i, last + 1);
          }
        }
        case MARK -> quoted(passage, i, found, taken);
        default -> {}
      }
    }
    new CapitalRuns(passage, taken).collect(found);
    found.sort(Comparator.comparingInt(m -> m.span().start()));
    List<Mention> apart = apart(found);
    return List.copyOf(new Aliases(passage, speaker).attach(apart));
  }

  private static void technologies(Passage passage, List<Mention> found, BitSet taken) {
    for (Technologies.Found one : Technologies.in(passage.text(), passage.words())) {
      if (found.size() >= MOST / 2 || inLongerName(passage, one)) {
        continue;
      }
      taken.set(one.first(), one.last() + 1);
      var span = new Span(passage.word(one.first()).start(), passage.word(one.last()).stemEnd());
      String written = span.of(passage.text());
      var mention = mention(span, one.name(), EntityType.TECHNOLOGY, 0.9);
      boolean other = !NormalName.of(written).equals(mention.normal());
      found.add(other ? mention.alsoKnownAs(written) : mention);
    }
  }

  /** "Oracle Arena", "Redis Labs": a vocabulary word that only starts a longer name. */
  private static boolean inLongerName(Passage passage, Technologies.Found one) {
    String next = passage.folded(one.last() + 1);
    return passage.spaced(one.last())
        && passage.word(one.last() + 1).capital()
        && (KnownNames.ORGANIZATION_TAILS.contains(next) || KnownNames.PLACE_TAILS.contains(next));
  }

  private static void add(
      List<Mention> found, Word word, String name, EntityType type, double confidence) {
    found.add(mention(new Span(word.start(), word.stemEnd()), name, type, confidence));
  }

  static Mention mention(Span span, String name, EntityType type, double confidence) {
    return new Mention(span, name, NormalName.of(name), type, confidence, Optional.empty());
  }

  /** snake_case, camelCase and service-names. */
  private static int identifier(Passage passage, int i, List<Mention> found) {
    Word word = passage.word(i);
    String text = word.text();
    int hyphen = text.lastIndexOf('-');
    if (hyphen > 0
        && text.equals(word.folded())
        && KnownNames.SERVICE_WORDS.contains(text.substring(hyphen + 1))
        && !text.equals("micro-service")) {
      add(found, word, text, EntityType.SERVICE, 0.8);
      return i;
    }
    int bar = text.indexOf('_', 1);
    boolean snake = bar > 0 && bar < text.length() - 1 && Character.isLetter(text.charAt(0));
    if (snake || (Character.isLowerCase(text.charAt(0)) && humped(text))) {
      String name = text.substring(0, word.stemEnd() - word.start());
      add(found, word, name, EntityType.CONCEPT, 0.6);
      return i;
    }
    return -1;
  }

  /** Small, then a capital, then small again: an identifier, not "McDonald" or "iPhone". */
  static boolean humped(String text) {
    int humps = 0;
    for (int i = 1; i < text.length() - 1; i++) {
      if (!Character.isLetterOrDigit(text.charAt(i))) {
        return false;
      }
      if (Character.isLowerCase(text.charAt(i - 1))
          && Character.isUpperCase(text.charAt(i))
          && Character.isLowerCase(text.charAt(i + 1))) {
        humps++;
      }
    }
    boolean scots = text.startsWith("Mc") || text.startsWith("Mac") || text.startsWith("De");
    return humps >= 1 && text.length() >= 5 && !(scots && humps == 1);
  }

  /** Names that chat leaves small: "in porto", "my sister ana", "the billing service". */
  private static int smallName(Passage passage, int i, List<Mention> found) {
    Word word = passage.word(i);
    if (word.capital()) {
      return -1;
    }
    String before = passage.folded(i - 1);
    if (KnownNames.PLACE_CUES.contains(before)) {
      Optional<Phrases.Hit<Sureness>> place =
          KnownNames.PLACES.at(passage.text(), passage.words(), i);
      if (place.isPresent()
          && place.get().value() == Sureness.SURE
          && longEnough(passage, place.get())) {
        var span = new Span(word.start(), passage.word(place.get().last()).stemEnd());
        found.add(mention(span, titled(span.of(passage.text())), EntityType.LOCATION, 0.6));
        return place.get().last();
      }
    }
    boolean kin =
        KnownNames.KIN.contains(before) && KnownNames.OWNERS.contains(passage.folded(i - 2));
    boolean known = KnownNames.GIVEN.get(word.stem()) == Sureness.SURE && word.stem().length() > 2;
    if (known && kin && !CommonWords.isFunction(word.stem())) {
      add(found, word, titled(word.stem()), EntityType.PERSON, 0.7);
      return i;
    }
    return service(passage, i, found);
  }

  private static boolean longEnough(Passage passage, Phrases.Hit<Sureness> hit) {
    return passage.word(hit.last()).end() - passage.word(hit.first()).start() >= 4;
  }

  private static int service(Passage passage, int i, List<Mention> found) {
    String before = passage.folded(i - 1);
    boolean owned = before.equals("the") || KnownNames.OWNERS.contains(before);
    Word word = passage.word(i);
    if (!owned
        || !passage.spaced(i)
        || CommonWords.isFunction(word.folded())
        || word.folded().length() < 3) {
      return -1;
    }
    String next = passage.folded(i + 1);
    boolean common = GENERIC.contains(word.folded());
    if (!common && (next.equals("service") || next.equals("api") || next.equals("microservice"))) {
      var span = new Span(word.start(), passage.word(i + 1).end());
      found.add(mention(span, span.of(passage.text()), EntityType.SERVICE, 0.6));
      return i + 1;
    }
    if (next.equals("project") && !CommonWords.isCommon(word.folded())) {
      found.add(
          mention(new Span(word.start(), word.end()), word.text(), EntityType.PROJECT, 0.5)
              .alsoKnownAs(word.text() + " project"));
      return i + 1;
    }
    return -1;
  }

  private static final Set<String> GENERIC =
      Set.of(
          "new",
          "old",
          "same",
          "whole",
          "best",
          "good",
          "great",
          "rest",
          "customer",
          "public",
          "civil",
          "military",
          "church",
          "community",
          "secret",
          "bad",
          "poor",
          "free",
          "room",
          "self",
          "actual",
          "average",
          "daily",
          "queued",
          "streaming",
          "flat-fee",
          "wifi",
          "main",
          "internal",
          "external",
          "other",
          "official");

  /** "The Long Way Home" in quotation marks. */
  private static void quoted(Passage passage, int i, List<Mention> found, BitSet taken) {
    char mark = passage.word(i).text().charAt(0);
    char close = mark == '"' ? '"' : mark == '“' ? '”' : mark == '«' ? '»' : 0;
    if (close == 0) {
      return;
    }
    int capital = 0;
    int small = 0;
    int j = i + 1;
    while (j < passage.words().size() && j <= i + 10 && passage.word(j).isWord()) {
      boolean function = CommonWords.isFunction(passage.folded(j));
      capital += passage.word(j).capital() ? 1 : 0;
      small += !passage.word(j).capital() && !function ? 1 : 0;
      j++;
    }
    boolean closed = j < passage.words().size() && passage.word(j).is(close);
    if (closed && capital >= 2 && small == 0 && passage.word(j - 1).capital()) {
      var span = new Span(passage.word(i + 1).start(), passage.word(j - 1).end());
      found.add(mention(span, span.of(passage.text()), EntityType.CONCEPT, 0.6));
      taken.set(i, j + 1);
    }
  }

  private static String titled(String small) {
    var out = new StringBuilder(small.length());
    boolean start = true;
    for (int i = 0; i < small.length(); i++) {
      char c = small.charAt(i);
      out.append(start ? Character.toUpperCase(c) : c);
      start = c == ' ' || c == '-';
    }
    return out.toString();
  }

  private static List<Mention> apart(List<Mention> sorted) {
    var kept = new ArrayList<Mention>();
    int end = 0;
    for (Mention mention : sorted) {
      if (mention.span().start() >= end && kept.size() < MOST) {
        kept.add(mention);
        end = mention.span().end();
      }
    }
    return kept;
  }
}
