package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DryRunTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void world() {
    cli = Cli.in(folder);
  }

  @Test
  void withoutAVaultNoneIsMadeAndNoKeyIsAskedFor() {
    Outcome plan = cli.without("ENGRAM_KEY_FILE").on("remember", "--dry-run", "I live in Porto.");
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("store", "episode", "I live in Porto.", "would be stored", "nothing was changed");
    assertThat(cli.vault()).doesNotExist();
  }

  @Test
  void whatIsPlannedIsWhatIsThenDone() {
    String[] said = {"I live in Porto. My sister is called Rita.", "--speaker", "Ana"};
    JsonNode plan = cli.on("remember", with(said, "--dry-run", "--json")).json();
    long facts =
        plan.at("/planned")
            .valueStream()
            .filter(one -> one.at("/memory/kind").asString().equals("fact"))
            .count();
    assertThat(facts).isPositive();
    JsonNode done = cli.on("remember", with(said, "--json")).json();
    assertThat(done.at("/facts/added").asLong()).isEqualTo(facts);
    JsonNode again = cli.on("remember", with(said, "--dry-run", "--json")).json();
    assertThat(again.at("/counts/store").asInt()).isZero();
    assertThat(again.at("/counts/strengthen").asInt()).isPositive();
  }

  @Test
  void aPlanLeavesTheVaultAsItIs() {
    cli.on("remember", "a note");
    cli.on("remember", "--dry-run", "I live in Porto.", "--speaker", "Ana");
    assertThat(cli.on("stats", "--json").json().at("/total").asInt()).isOne();
    assertThat(cli.on("entities").out()).isEmpty();
  }

  @Test
  void whatWouldBeReplacedIsShown() {
    cli.on("remember", "--fact", "Ana", "lives in", "Lyon", "--time", "2025-01-01");
    Outcome plan =
        cli.on("remember", "--dry-run", "--speaker", "Ana", "I moved from Lyon to Porto.");
    assertThat(plan.out()).contains("Ana → lives in → Porto", "close", "Ana → lives in → Lyon");
    JsonNode json =
        cli.on("remember", "--dry-run", "--json", "--speaker", "Ana", "I moved from Lyon to Porto.")
            .json();
    assertThat(json.at("/counts/close").asInt()).isOne();
  }

  @Test
  void everyFormCanBeRehearsed() throws IOException {
    Path notes = Files.write(folder.resolve("n.md"), List.of("# Porto", "", "It rains in Porto."));
    Path chat = Files.write(folder.resolve("c.jsonl"), List.of("{\"text\": \"It rains.\"}"));
    for (String[] form :
        new String[][] {
          {"--fact", "Ana", "likes", "tea"},
          {"--how", "make tea", "--step", "boil water"},
          {"--file", notes.toString()},
          {"--file", chat.toString()},
          {"--lines", "one", "line"},
          {"--form", "finding", "--url", "https://example.org", "Herons fish."}
        }) {
      Outcome plan = cli.on("remember", with(form, "--dry-run"));
      assertThat(plan.code()).as(plan.err()).isZero();
      assertThat(plan.out()).contains("store", "nothing was changed");
      assertThat(plan.out().lines()).allMatch(line -> line.length() <= 80);
    }
    assertThat(cli.vault()).doesNotExist();
  }

  @Test
  void secretsAreTakenOutAndSaidSo() {
    Outcome plan = cli.on("remember", "--dry-run", "my password = hunter2Blue99xyz");
    assertThat(plan.out()).doesNotContain("hunter2Blue99xyz");
    assertThat(plan.err()).contains("secrets were found");
    Outcome done = cli.on("remember", "my password = hunter2Blue99xyz");
    assertThat(done.err()).contains("secrets were found");
    assertThat(cli.on("list").out()).doesNotContain("hunter2Blue99xyz");
  }

  private static String[] with(String[] some, String... more) {
    var all = new String[some.length + more.length];
    System.arraycopy(some, 0, all, 0, some.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
