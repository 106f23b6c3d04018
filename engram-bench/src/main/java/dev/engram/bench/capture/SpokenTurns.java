package dev.engram.bench.capture;

import dev.engram.memory.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads turns to measure with: a memory set's {@code turns.jsonl}, or a folder of dialogues. */
final class SpokenTurns {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST = 2_000;

  private SpokenTurns() {}

  /** Every turn below a path that is no longer than one memory, in order. */
  static List<Turn> read(Path from) {
    try (Stream<Path> files = Files.walk(from)) {
      var turns = new ArrayList<Turn>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jsonl")) {
          for (String line : Files.readAllLines(file)) {
            add(turns, JSON.readTree(line), name);
          }
        } else if (name.endsWith(".json")) {
          JSON.readTree(Files.readString(file))
              .path("turns")
              .forEach(turn -> add(turns, turn, name));
        }
      }
      if (turns.isEmpty()) {
        throw new IllegalArgumentException("no turns in " + from);
      }
      return turns;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void add(List<Turn> turns, JsonNode turn, String file) {
    String text = turn.path("text").asString("");
    String speaker = turn.path("speaker").asString("");
    if (!text.isBlank() && !speaker.isBlank() && text.length() <= LONGEST) {
      String session = turn.path("session").asString(file);
      turns.add(Turn.said(speaker, text).in(session));
    }
  }
}
