package dev.engram.internal.capture.metadata;

import dev.engram.internal.capture.word.Resource;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Units of measure and their spellings. Thread-safe. */
final class Units {
  /** Spelling to symbol; spellings of one or two letters keep their case. */
  private static final Map<String, String> SYMBOLS = read();

  private Units() {}

  private static Map<String, String> read() {
    var symbols = new HashMap<String, String>();
    for (String line : Resource.lines(Units.class, "units.txt")) {
      List<String> spellings = List.of(line.split(" "));
      String symbol = spellings.getFirst();
      for (String spelling : spellings) {
        symbols.putIfAbsent(spelling.replace('_', ' '), symbol);
      }
    }
    return Map.copyOf(symbols);
  }

  static boolean is(Word word) {
    return of(word.text()).isPresent();
  }

  /** The symbol of a unit as it is written in a text. */
  static Optional<String> of(String spelling) {
    String exact = SYMBOLS.get(spelling);
    if (exact != null) {
      return Optional.of(exact);
    }
    return spelling.length() > 2
        ? Optional.ofNullable(SYMBOLS.get(Words.fold(spelling)))
        : Optional.empty();
  }
}
