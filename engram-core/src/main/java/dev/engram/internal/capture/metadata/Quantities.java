package dev.engram.internal.capture.metadata;

import dev.engram.internal.capture.word.Word;
import dev.engram.memory.Metadata;
import dev.engram.memory.Metadata.Quantity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds numbers with units: "5 km", "20%", "$1,200.50", "3.5k EUR", "two hours", "-4 °C", "5-10
 * minutes" (two of them). A comma before exactly three digits groups thousands; any other comma is
 * a decimal point. Stateless.
 */
final class Quantities {
  private static final Map<String, Double> NAMED =
      Map.ofEntries(
          Map.entry("one", 1.0),
          Map.entry("two", 2.0),
          Map.entry("three", 3.0),
          Map.entry("four", 4.0),
          Map.entry("five", 5.0),
          Map.entry("six", 6.0),
          Map.entry("seven", 7.0),
          Map.entry("eight", 8.0),
          Map.entry("nine", 9.0),
          Map.entry("ten", 10.0),
          Map.entry("eleven", 11.0),
          Map.entry("twelve", 12.0),
          Map.entry("fifteen", 15.0),
          Map.entry("twenty", 20.0),
          Map.entry("thirty", 30.0),
          Map.entry("forty", 40.0),
          Map.entry("fifty", 50.0),
          Map.entry("sixty", 60.0),
          Map.entry("ninety", 90.0));
  private static final Map<String, Double> SCALES =
      Map.of(
          "k",
          1e3,
          "thousand",
          1e3,
          "m",
          1e6,
          "million",
          1e6,
          "mn",
          1e6,
          "b",
          1e9,
          "bn",
          1e9,
          "billion",
          1e9,
          "hundred",
          1e2);

  private final String text;
  private final List<Word> words;
  private final LinkedHashSet<Quantity> found = new LinkedHashSet<>();

  private Quantities(String text, List<Word> words) {
    this.text = text;
    this.words = words;
  }

  static List<Quantity> in(String text, List<Word> words) {
    var reading = new Quantities(text, words);
    for (int i = 0; i < words.size() && reading.found.size() < Metadata.MOST - 1; i++) {
      Word word = words.get(i);
      if (!word.code() && (word.isNumber() || NAMED.containsKey(word.folded()))) {
        reading.read(i);
      }
    }
    return List.copyOf(reading.found);
  }

  private void read(int i) {
    Word word = words.get(i);
    String body = word.isNumber() ? word.text() : word.folded();
    int hyphen = body.indexOf('-', 1);
    int digits = digits(body, hyphen < 0 ? 0 : hyphen + 1);
    String tail = word.isNumber() ? body.substring(digits) : "";
    String first = hyphen > 0 ? body.substring(0, hyphen) : body.substring(0, digits);
    String last = hyphen > 0 ? body.substring(hyphen + 1, digits) : first;
    if (tail.startsWith("-")) {
      tail = tail.substring(1);
    }
    if (hyphen > 0 && last.isEmpty()) {
      last = first;
    }
    double scale = 1;
    int at = i + 1;
    if (tail.isEmpty() && beside(i, at) && scaled(words.get(at))) {
      scale = SCALES.getOrDefault(words.get(at).folded(), 1.0);
      at++;
    } else if (SCALES.containsKey(scaleOf(tail)) && Units.of(tail).isEmpty()) {
      scale = SCALES.getOrDefault(scaleOf(tail), 1.0);
      tail = "";
    }
    finish(i, at, first, last, tail, scale);
  }

  private static String scaleOf(String tail) {
    return tail.equals("K") ? "k" : tail.equals("M") ? "m" : tail.equals("B") ? "bn" : tail;
  }

  private static boolean scaled(Word word) {
    return word.isWord() && word.folded().length() > 1 && SCALES.containsKey(word.folded());
  }

  private void finish(int i, int at, String first, String last, String tail, double scale) {
    Word word = words.get(i);
    int start = word.start();
    int end = at - 1 >= i ? words.get(at - 1).end() : word.end();
    Optional<String> unit = Optional.empty();
    Optional<String> money = i > 0 ? currency(words.get(i - 1), start) : Optional.empty();
    if (money.isPresent()) {
      unit = money;
      start = words.get(i - 1).start();
    } else if (!tail.isEmpty()) {
      unit =
          tail.equals("x") || (tail.equals("s") && last.length() == 4)
              ? Optional.empty()
              : Units.of(tail);
    } else if (beside(at - 1, at)) {
      unit = unitAt(at);
      end = unit.isPresent() ? unitEnd(at) : end;
    }
    if (unit.isPresent()) {
      boolean below = start > 0 && minus(start);
      add(first, scale, unit.get(), start - (below ? 1 : 0), end, below);
      if (!last.equals(first)) {
        add(last, scale, unit.get(), start, end, false);
      }
    }
  }

  private void add(String number, double scale, String unit, int start, int end, boolean below) {
    Optional<Double> value = value(number);
    if (value.isPresent() && end - start <= 64) {
      double signed = (below ? -1 : 1) * value.get() * scale;
      found.add(new Quantity(signed, unit, text.substring(start, end)));
    }
  }

  private boolean minus(int start) {
    char c = text.charAt(start - 1);
    boolean sign = c == '-' || c == '−';
    return sign && (start == 1 || Character.isWhitespace(text.charAt(start - 2)));
  }

  private Optional<String> currency(Word before, int start) {
    boolean touching = before.end() == start && before.kind() == Word.Kind.MARK;
    boolean sign = touching && "$€£¥₹₿".contains(before.text());
    return sign ? Units.of(before.text()) : Optional.empty();
  }

  private Optional<String> unitAt(int at) {
    Word unit = words.get(at);
    if (unit.is('°') && at + 1 < words.size() && words.get(at + 1).text().length() == 1) {
      return Units.of("°" + words.get(at + 1).text()).or(() -> Units.of("°"));
    }
    boolean touching = unit.start() == words.get(at - 1).end();
    boolean lone = unit.isWord() && unit.text().length() == 1 && !touching;
    boolean ambiguous = lone && !"gmlhLWV".contains(unit.text());
    String text = unit.stem().length() < unit.folded().length() ? unit.stem() : unit.text();
    return ambiguous ? Optional.empty() : Units.of(text);
  }

  private int unitEnd(int at) {
    boolean degree =
        words.get(at).is('°')
            && at + 1 < words.size()
            && words.get(at + 1).text().length() == 1
            && Units.of("°" + words.get(at + 1).text()).isPresent();
    return degree ? words.get(at + 1).end() : words.get(at).stemEnd();
  }

  private boolean beside(int i, int next) {
    return next < words.size() && words.get(next).start() - words.get(i).end() <= 1;
  }

  private static int digits(String body, int from) {
    int i = from;
    while (i < body.length()
        && (Character.isDigit(body.charAt(i))
            || ((body.charAt(i) == '.' || body.charAt(i) == ',') && i + 1 < body.length()))) {
      i++;
    }
    return from == 0 && i == 0 ? body.length() : i;
  }

  private static Optional<Double> value(String number) {
    Double named = NAMED.get(number);
    if (named != null) {
      return Optional.of(named);
    }
    int comma = number.lastIndexOf(',');
    boolean decimal = comma > 0 && number.length() - comma != 4 && number.indexOf('.') < 0;
    String plain = decimal ? number.replace(',', '.') : number.replace(",", "");
    if (plain.isEmpty() || plain.length() > 18) {
      return Optional.empty();
    }
    int dots = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      dots += c == '.' ? 1 : 0;
      if (c != '.' && !(c >= '0' && c <= '9')) {
        return Optional.empty();
      }
    }
    return dots <= 1 && !plain.equals(".") ? Optional.of(Double.valueOf(plain)) : Optional.empty();
  }
}
