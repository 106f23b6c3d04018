package dev.engram.bench.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsEvalJobTest {
  private static final String DIALOGUE =
      """
      {"id": "001-boat", "domain": "hobbies", "style": "plain", "zone": "UTC",
       "turns": [
         {"turn": "1", "speaker": "Ana", "time": "2026-01-02T10:00:00",
          "text": "I own a boat and I live in Ghent."},
         {"turn": "2", "speaker": "Bo", "time": "2026-01-02T10:01:00", "text": "Nice!"}],
       "facts": [
         {"id": "f1", "turn": "1", "subject": "Ana", "predicate": "owns", "object": "a boat",
          "text": "Ana owns a boat.", "negated": false, "modality": "actual",
          "category": "person", "subjects": [], "objects": [], "optional": false},
         {"id": "f2", "turn": "1", "subject": "Ana", "predicate": "hates", "object": "sails",
          "text": "Ana hates sails.", "negated": false, "modality": "actual",
          "category": "preference", "subjects": [], "objects": [], "optional": false}],
       "relations": [], "entities": [], "noise": ["2"]}
      """;

  @TempDir private Path folder = Path.of("");

  private static String printed(Consumer<PrintStream> run) {
    var bytes = new ByteArrayOutputStream();
    run.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void countsWhatIsListedAndFound() throws IOException {
    Files.writeString(folder.resolve("001-boat.json"), DIALOGUE);
    String json = printed(new FactsEvalJob(folder, true)::run);
    assertThat(json).contains("\"facts\" : 2", "\"facts_from_noise\" : 0");
    String table = printed(new FactsEvalJob(folder, false)::run);
    assertThat(table).contains("50.0 %  (1 of 2)");
  }

  @Test
  void dumpsFactsAndMisses() throws IOException {
    Files.writeString(folder.resolve("001-boat.json"), DIALOGUE);
    assertThat(printed(new FactsEvalJob(folder, false)::dump))
        .contains("001-boat\t1\tAna owns a boat.\tAna\towns\tboat\tfalse\tactual");
    assertThat(printed(new FactsEvalJob(folder, false)::misses))
        .contains("missed\tAna hates sails.");
  }

  @Test
  void precisionIsByJudgementWhereThereIsOne() throws IOException {
    Files.writeString(folder.resolve("001-boat.json"), DIALOGUE);
    Files.writeString(
        folder.resolve("judgements.tsv"),
        "dialogue\tturn\tfact\tverdict\tnote\n001-boat\t1\tAna owns a boat.\ttrue\t\n");
    assertThat(printed(new FactsEvalJob(folder, false)::run)).contains("100.0 %  (1 of 1)");
  }

  @Test
  void aFolderWithoutDialoguesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FactsEvalJob(folder, false).run(System.out));
  }
}
