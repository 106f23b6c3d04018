package dev.engram.bench.main;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Words of a command line: plain ones, {@code --flag} and {@code --name value}. For one thread. */
final class Arguments {
  private static final Set<String> FLAGS =
      Set.of("ablate", "no-dedup", "no-instruction", "no-neighbours", "rrf", "json", "no-peers");

  private final List<String> words = new ArrayList<>();
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  private Arguments() {}

  static Arguments parse(String[] args) {
    var parsed = new Arguments();
    for (int i = 0; i < args.length; i++) {
      String word = args[i];
      if (!word.startsWith("--")) {
        parsed.words.add(word);
      } else if (FLAGS.contains(word.substring(2))) {
        parsed.flags.add(word.substring(2));
      } else if (i + 1 < args.length) {
        parsed.values.put(word.substring(2), args[++i]);
      } else {
        throw new IllegalArgumentException(word + " needs a value");
      }
    }
    return parsed;
  }

  /** The plain word at an index. */
  String word(int index, String meaning) {
    if (index >= words.size()) {
      throw new IllegalArgumentException("missing: " + meaning);
    }
    return words.get(index);
  }

  boolean flag(String name) {
    return flags.contains(name);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  int number(String name, int otherwise) {
    return read(name, Integer::valueOf).orElse(otherwise);
  }

  long number(String name, long otherwise) {
    return read(name, Long::valueOf).orElse(otherwise);
  }

  double number(String name, double otherwise) {
    return read(name, Double::valueOf).orElse(otherwise);
  }

  private <T> Optional<T> read(String name, Function<String, T> reading) {
    try {
      return value(name).map(reading);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("--" + name + " is no number", notANumber);
    }
  }
}
