package dev.engram.bench.vectors.data;

import dev.engram.bench.eval.Pieces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts of a file or of all files under a folder: of {@code .jsonl} the fields {@code text} (with
 * {@code title} before it) and {@code query} of each line, of {@code .txt} and {@code .md} each
 * paragraph. Long texts are cut as memories are. Stateless.
 */
public final class TextFiles {
  private static final int LEAST_CHARACTERS = 12;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TextFiles() {}

  /**
   * Reads them, each text once, in an order that does not depend on the file system.
   *
   * @throws IllegalArgumentException if a place does not exist or there is no text
   */
  public static List<String> read(List<Path> places) {
    var texts = new LinkedHashSet<String>();
    for (Path place : places) {
      if (!Files.exists(place)) {
        throw new IllegalArgumentException("no texts: there is no " + place);
      }
      try (Stream<Path> found = Files.walk(place)) {
        for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
          read(file, texts);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the texts in " + place, e);
      }
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("no texts (.jsonl, .txt, .md) in " + places);
    }
    return List.copyOf(texts);
  }

  private static void read(Path file, Set<String> texts) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl")) {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          add(field(file, line), texts);
        }
      }
    } else if (name.endsWith(".txt") || name.endsWith(".md")) {
      for (String paragraph : Files.readString(file).split("\\R\\s*\\R", -1)) {
        add(paragraph, texts);
      }
    }
  }

  private static String field(Path file, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      String title = node.path("title").asString("");
      String text = node.path("text").asString(node.path("query").asString(""));
      return title.isBlank() ? text : title + ". " + text;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " has a line that is no JSON", e);
    }
  }

  private static void add(String text, Set<String> texts) {
    for (String piece : Pieces.of(text)) {
      if (piece.length() >= LEAST_CHARACTERS) {
        texts.add(piece);
      }
    }
  }
}
