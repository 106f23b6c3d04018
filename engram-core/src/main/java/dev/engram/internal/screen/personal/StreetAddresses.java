package dev.engram.internal.screen.personal;

import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Street addresses by their grammar, in the ways of a few countries: number, names and a word for
 * street (English); that word, names and a number (Romance, Slavic); a compound of names and street
 * beside a number (German, Dutch, Nordic); flats, suites and boxes; and a name beside a number
 * where the words before say that someone lives there. What follows as part of the address (town,
 * code, further lines) goes with it.
 */
final class StreetAddresses {
  private static final Lists LISTS = Lists.read("streets.txt");
  private static final Set<String> SUFFIX = LISTS.of("suffix");
  private static final Set<String> PREFIX = LISTS.of("prefix");
  private static final Set<String> PLAIN_PREFIX = LISTS.of("prefix-plain");
  private static final Set<String> TOWARDS = LISTS.of("towards");
  private static final Set<String> COMPOUND = LISTS.of("compound");
  private static final Set<String> UNIT = LISTS.of("unit");
  private static final Set<String> BOX = LISTS.of("box");
  private static final Set<String> SMALL = LISTS.of("small");
  private static final Set<String> RESIDE = LISTS.of("reside");
  private static final Set<String> AT = LISTS.of("at");
  private static final Set<String> NOT_STREET = LISTS.of("not-street");
  private static final Set<String> NUMBER_WORDS = Set.of("n", "nº", "no", "n°");
  private static final int LONGEST_COMPOUND = 9;
  private static final int MOST_NAMES = 5;

  private final Scan scan;
  private final List<Word> words;
  private final List<PersonalFinding> found;
  private final TreeSet<Integer> taken = new TreeSet<>();

  private StreetAddresses(Scan scan, List<Word> words, List<PersonalFinding> found) {
    this.scan = scan;
    this.words = words;
    this.found = found;
    found.forEach(other -> taken.add(other.start()));
  }

  static void find(Scan scan, List<Word> words, List<PersonalFinding> found) {
    var addresses = new StreetAddresses(scan, words, found);
    int i = 0;
    while (i < words.size()) {
      i = Math.max(addresses.from(i), i + 1);
    }
  }

  /** Reads an address that starts with a word; answers the word after it, or less. */
  private int from(int i) {
    Word word = words.get(i);
    if (word.code()) {
      return i;
    }
    int end = -1;
    double sure = 0;
    if (house(i)) {
      end = numbered(i);
      sure = 0.85;
      if (end < 0) {
        end = loose(i);
        sure = 0.6;
      }
    } else if (word.isWord()) {
      end = named(i);
      sure = 0.8;
      if (end < 0) {
        end = placed(i);
        sure = 0.75;
      }
      if (end < 0) {
        end = homes(i);
        sure = 0.6;
      }
    }
    if (end < 0) {
      return i;
    }
    int last = AddressTail.end(words, end);
    Integer other = taken.ceiling(word.start());
    while (other != null && last > end && words.get(last - 1).end() > other) {
      last--;
    }
    found.add(
        new PersonalFinding(
            word.start(), words.get(last - 1).end(), PersonalKind.STREET_ADDRESS, sure));
    return last;
  }

  /** A house's number: up to five digits, perhaps with a letter or a range. */
  private boolean house(int i) {
    Word word = words.get(i);
    if (!word.isNumber() || word.text().length() > 9) {
      return false;
    }
    String text = word.text();
    int digits = 0;
    int letters = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      digits += Scan.digit(unit) ? 1 : 0;
      letters += Character.isLetter(unit) ? 1 : 0;
      if (unit == '.' || unit == ',') {
        return false;
      }
    }
    char before = scan.at(word.start() - 1);
    return digits >= 1
        && digits <= 5
        && letters <= 1
        && "$€£#:.".indexOf(before == 0 ? ' ' : before) < 0;
  }

  private boolean capital(int i) {
    return i < words.size() && words.get(i).capital();
  }

  private String folded(int i) {
    return i >= 0 && i < words.size() ? words.get(i).folded() : "";
  }

  /** "24 Clarke Avenue", "221B Baker St.", "5 Rue de la Paix". */
  private int numbered(int i) {
    int at = skip(i + 1);
    if (at < words.size() && house(at) && capital(at + 1)) {
      at++;
    }
    boolean prefix = capital(at) ? PREFIX.contains(folded(at)) : PLAIN_PREFIX.contains(folded(at));
    if (prefix && names(dot(at + 1)) > dot(at + 1)) {
      return names(dot(at + 1));
    }
    boolean ordinal = at < words.size() && ordinal(at);
    int names = ordinal ? at + 1 : at;
    for (int n = 0; n <= MOST_NAMES && names + n < words.size(); n++) {
      Word word = words.get(names + n);
      boolean first = n == 0 && !ordinal;
      if (!first && SUFFIX.contains(word.folded()) && (word.capital() || plain(word.folded()))) {
        return dot(names + n + 1);
      }
      if (word.capital() && compound(word)) {
        return names + n + 1;
      }
      boolean joins =
          word.capital() || (n > 0 && SMALL.contains(word.folded())) || directional(word);
      if (!joins || NOT_STREET.contains(word.folded())) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean plain(String folded) {
    return folded.equals("street") || folded.equals("avenue") || folded.equals("road");
  }

  private static boolean directional(Word word) {
    return word.isWord() && word.text().length() == 1 && "NSEW".indexOf(word.text().charAt(0)) >= 0;
  }

  private boolean ordinal(int i) {
    Word word = words.get(i);
    String text = word.folded();
    return word.isNumber()
        && text.length() <= 5
        && (text.endsWith("th")
            || text.endsWith("st")
            || text.endsWith("nd")
            || text.endsWith("rd"));
  }

  private int skip(int i) {
    return i < words.size() && words.get(i).is(',') ? i + 1 : i;
  }

  private int dot(int i) {
    return i < words.size()
            && words.get(i).is('.')
            && words.get(i).start() == words.get(i - 1).end()
        ? i + 1
        : i;
  }

  /** The word after a run of names. */
  private int names(int from) {
    int at = from;
    int last = from;
    while (at < words.size() && at - from <= MOST_NAMES) {
      Word word = words.get(at);
      boolean name = word.capital() && !NOT_STREET.contains(word.folded());
      boolean mark = word.is('\'') || word.is('’') || (word.is('.') && at > from);
      if (name) {
        last = at + 1;
      } else if (!mark && !(word.isWord() && SMALL.contains(word.folded()))) {
        break;
      }
      at++;
    }
    return last;
  }

  /** "Calle Mayor 12", "ul. Długa 5", "Hauptstraße 7", "Kungsgatan 3". */
  private int named(int i) {
    Word word = words.get(i);
    if (PREFIX.contains(word.folded()) && (word.capital() || scan.at(word.end()) == '.')) {
      int names = names(dot(i + 1));
      int number = skip(names);
      number =
          number < words.size() && NUMBER_WORDS.contains(folded(number)) ? dot(number + 1) : number;
      if (names > dot(i + 1) && number < words.size() && house(number)) {
        return number + 1;
      }
    }
    if (word.capital() && compound(word) && i + 1 < words.size() && house(i + 1)) {
      return i + 2;
    }
    int names = word.capital() ? names(i) : i;
    boolean suffixed = names - i >= 2 && words.get(names - 1).text().length() >= 3;
    if (suffixed && SUFFIX.contains(folded(names - 1)) && names < words.size() && house(names)) {
      return plainEnglish(folded(names - 1)) ? -1 : names + 1;
    }
    int street = dot(names);
    boolean low = street == names && SUFFIX.contains(folded(names)) && folded(names).length() <= 6;
    boolean hungarian =
        low && names > i && !plainEnglish(folded(names)) && dot(names + 1) < words.size();
    return hungarian && house(dot(names + 1)) ? dot(names + 1) + 1 : -1;
  }

  /** Words after which a number counts rather than names a house: "Level View 3". */
  private static boolean plainEnglish(String folded) {
    return !Set.of(
            "utca", "út", "u", "katu", "tee", "tn", "tänav", "straat", "vej", "gade", "gata",
            "gatan", "weg", "straße", "strasse", "str", "platz", "allee", "cesta", "ulica", "ulice",
            "trg", "tér", "körút")
        .contains(folded);
  }

  private static boolean compound(Word word) {
    String folded = word.folded();
    for (int n = 3; n <= LONGEST_COMPOUND && n + 3 <= folded.length(); n++) {
      if (COMPOUND.contains(folded.substring(folded.length() - n))) {
        return !CommonWords.isCommon(folded);
      }
    }
    return false;
  }

  /** "Apt. 5", "Suite 464", "P.O. Box 12". */
  private int placed(int i) {
    String folded = folded(i);
    int after = dot(i + 1);
    boolean unit = UNIT.contains(folded);
    boolean box = BOX.contains(folded) && words.get(i).capital();
    if (!unit && !box) {
      return -1;
    }
    if (after < words.size() && (words.get(after).is('#') || folded(after).equals("no"))) {
      after = dot(after + 1);
    }
    boolean numbered = after < words.size() && words.get(after).isNumber() && house(after);
    boolean lettered =
        unit
            && words.get(i).capital()
            && after < words.size()
            && words.get(after).text().length() == 1
            && words.get(after).capital()
            && !folded(after).equals("i")
            && after > i + 1;
    return numbered || lettered ? after + 1 : -1;
  }

  /** A number and names where someone is said to be, or alone on their line. */
  private int loose(int i) {
    int at = i + 1;
    if (at < words.size() && house(at)) {
      at++;
    }
    if (!capital(at) || words.get(at).text().length() < 2) {
      return -1;
    }
    int names = names(at);
    if (names == at || allCommon(at, names)) {
      return -1;
    }
    boolean lives = scan.cued(words.get(i).start(), 4, RESIDE);
    boolean at1 = AT.contains(folded(i - 1)) || (TOWARDS.contains(folded(i - 1)) && names > at + 1);
    boolean line = lineStarts(i) && lineEnds(names) && AddressTail.coded(words, names);
    return lives || (at1 && rare(at)) || line ? names : -1;
  }

  private boolean rare(int i) {
    return !CommonWords.isCommon(folded(i));
  }

  private boolean allCommon(int from, int to) {
    for (int i = from; i < to; i++) {
      if (capital(i) && rare(i)) {
        return false;
      }
    }
    return true;
  }

  /** Names and a number where someone is said to live, or alone on their line. */
  private int homes(int i) {
    if (!words.get(i).capital() || NOT_STREET.contains(folded(i))) {
      return -1;
    }
    int names = names(i);
    if (names >= words.size()
        || !house(names)
        || allCommon(i, names)
        || words.get(names - 1).is('.')) {
      return -1;
    }
    boolean lives =
        scan.cued(words.get(i).start(), 4, RESIDE)
            && (AT.contains(folded(i - 1)) || words.get(i - 1).is(':'));
    boolean line = lineStarts(i) && lineEnds(names + 1) && AddressTail.coded(words, names + 1);
    return lives || line ? names + 1 : -1;
  }

  private boolean lineStarts(int i) {
    return i == 0 || words.get(i - 1).kind() == Word.Kind.BREAK || words.get(i - 1).is('>');
  }

  private boolean lineEnds(int i) {
    int at = skip(i);
    return at >= words.size() || words.get(at).kind() == Word.Kind.BREAK;
  }
}
