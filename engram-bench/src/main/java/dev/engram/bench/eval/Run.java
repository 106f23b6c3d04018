package dev.engram.bench.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was recalled for each question.
 *
 * @param ranked by question's id: distinct texts, best first
 */
public record Run(Map<String, List<Ranked>> ranked) {
  public Run {
    ranked = Collections.unmodifiableMap(new LinkedHashMap<>(ranked));
  }

  /**
   * One text.
   *
   * @param text its id
   * @param score the recalled memory's
   */
  public record Ranked(String text, double score) {}

  /** The texts recalled for a question, best first; none if it is not in the run. */
  public List<String> texts(String question) {
    return ranked.getOrDefault(question, List.of()).stream().map(Ranked::text).toList();
  }

  /** Writes lines of {@code question, text, rank from 1, score}, separated by tabs. */
  public void write(Path file) {
    var out = new StringBuilder();
    ranked.forEach((question, texts) -> {
      for (int i = 0; i < texts.size(); i++) {
        out.append(question).append('\t').append(texts.get(i).text()).append('\t');
        out.append(i + 1).append('\t');
        out.append(String.format(Locale.ROOT, "%.6f", texts.get(i).score())).append('\n');
      }
    });
    try {
      Files.writeString(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
