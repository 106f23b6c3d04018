package dev.engram.bench.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts on extracted facts, from {@code judgements.tsv}.
 *
 * @param verdicts by dialogue, turn and sentence
 */
record Judgements(Map<List<String>, String> verdicts) {
  /** Reads the file in a folder or beside it; empty if there is none. */
  static Judgements read(Path folder) {
    for (Path place : List.of(folder, folder.toAbsolutePath().normalize().resolveSibling(""))) {
      Path file = place.resolve("judgements.tsv");
      if (Files.exists(file)) {
        return parse(file);
      }
    }
    return new Judgements(Map.of());
  }

  private static Judgements parse(Path file) {
    try {
      var verdicts = new HashMap<List<String>, String>();
      for (String line : Files.readAllLines(file)) {
        List<String> cells = List.of(line.split("\t", -1));
        if (cells.size() >= 4 && !cells.getFirst().equals("dialogue")) {
          verdicts.put(List.of(cells.get(0), cells.get(1), cells.get(2)), cells.get(3).strip());
        }
      }
      return new Judgements(Map.copyOf(verdicts));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Optional<String> of(String dialogue, String turn, String text) {
    return Optional.ofNullable(verdicts.get(List.of(dialogue, turn, text)));
  }
}
