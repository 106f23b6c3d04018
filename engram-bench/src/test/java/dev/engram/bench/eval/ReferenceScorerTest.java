package dev.engram.bench.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.engram.bench.eval.Run.Ranked;
import dev.engram.bench.eval.Scores.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our measures must be those of the scorer that judges runs from outside, where it is at hand. */
class ReferenceScorerTest {
  private static final String SCORER = "shared/tools/score_run.py";

  @TempDir Path folder;

  @Test
  void agreesOnGeneratedRuns() throws Exception {
    Optional<Path> scorer = scorer();
    assumeTrue(scorer.isPresent(), "no reference scorer beside the project: skipped");
    LabelledSet set = generate();
    Run run = shuffledRun(set);
    Path file = folder.resolve("run.tsv");
    run.write(file);

    JsonNode reference = score(scorer.orElseThrow(), file);

    Scores scores = Scores.of(set, run);
    for (Level level : Level.values()) {
      JsonNode all = reference.path(level == Level.TURN ? "turn" : "session").path("ALL");
      for (Measure measure : Measure.values()) {
        assertThat(Bootstrap.mean(scores.values(level, measure)))
            .as("%s %s", level, measure.label())
            .isCloseTo(all.path(measure.label()).asDouble(), within(1e-9));
      }
    }
  }

  private static Optional<Path> scorer() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(SCORER))) {
        return Optional.of(at.resolve(SCORER));
      }
    }
    return Optional.ofNullable(System.getenv("ENGRAM_SCORER")).map(Path::of).filter(Files::exists);
  }

  private LabelledSet generate() throws IOException {
    var turns = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      turns.append(
          "{\"conversation\":\"c\",\"session\":\"s%d\",\"turn\":\"t%d\",\"time\":null,\"speaker\":\"Ana\",\"text\":\"word %d\"}%n"
              .formatted(i / 6, i, i));
    }
    var random = new Random(7);
    var queries = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      var gold = new ArrayList<String>();
      var sessions = new ArrayList<String>();
      for (int g = 0; g < i % 4; g++) {
        int turn = random.nextInt(60);
        if (!gold.contains("\"t" + turn + "\"")) {
          gold.add("\"t" + turn + "\"");
        }
        if (i % 3 > 0 && !sessions.contains("\"s" + turn / 6 + "\"")) {
          sessions.add("\"s" + turn / 6 + "\"");
        }
      }
      queries.append(
          "{\"conversation\":\"c\",\"id\":\"q%d\",\"type\":\"type%d\",\"query\":\"what\",\"visible_turns\":null,\"gold_turns\":%s,\"gold_sessions\":%s}%n"
              .formatted(i, i % 3, gold, sessions));
    }
    Files.writeString(folder.resolve("turns.jsonl"), turns);
    Files.writeString(folder.resolve("queries.jsonl"), queries);
    return SetFiles.read(folder);
  }

  private static Run shuffledRun(LabelledSet set) {
    var random = new Random(11);
    var ranked = new LinkedHashMap<String, List<Ranked>>();
    for (var question : set.questions()) {
      var texts = new ArrayList<>(set.conversations().getFirst().texts());
      Collections.shuffle(texts, random);
      ranked.put(
          question.id(), texts.stream().limit(20).map(text -> new Ranked(text.id(), 1)).toList());
    }
    return new Run(ranked);
  }

  private JsonNode score(Path scorer, Path run) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "python3", scorer.toString(), folder.toString(), run.toString(), "--json")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException noPython) {
      assumeTrue(false, "no python3: skipped");
      throw noPython;
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return JsonMapper.builder().build().readTree(out);
  }
}
