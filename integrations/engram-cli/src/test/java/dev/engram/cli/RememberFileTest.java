package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import dev.engram.cli.host.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RememberFileTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void world() {
    cli = Cli.in(folder);
  }

  private String file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  private JsonNode episodes() {
    return cli.on("list", "--kind", "episode", "--json").json().at("/memories");
  }

  private void assertRefused(String problem, String... arguments) {
    Outcome outcome = cli.on("remember", arguments);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("engram: ").contains(problem);
    assertThat(outcome.out()).isEmpty();
    assertThat(cli.vault()).doesNotExist();
  }

  @Test
  void everyLineOfAChatIsATurn() throws IOException {
    String chat =
        file(
            "chat.jsonl",
            "{\"speaker\": \"Ana\", \"time\": \"2025-03-14T09:30:00Z\", \"text\": \"Hello, Ben.\"}",
            "",
            "{\"speaker\": \"Ben\", \"session\": \"s2\", \"text\": \"The train leaves at noon.\"}");
    Outcome outcome = cli.on("remember", "--file", chat);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("2 stored, 0 known already");
    assertThat(episodes())
        .anySatisfy(ana -> {
          assertThat(ana.at("/speaker").asString()).isEqualTo("Ana");
          assertThat(ana.at("/session").asString()).isEqualTo("chat.jsonl");
          assertThat(ana.at("/occurred/from").asString()).isEqualTo("2025-03-14T09:30:00Z");
        })
        .anySatisfy(ben -> assertThat(ben.at("/session").asString()).isEqualTo("s2"));
  }

  @Test
  void exportsOfChatsAreReadAndTheirOtherFieldsPassedOver() throws IOException {
    String chat =
        file(
            "export.jsonl",
            "{\"role\": \"user\", \"content\": \"We ship on Monday.\", \"model\": null, \"x\":"
                + " [1]}",
            "{\"role\": \"assistant\", \"content\": [{\"type\": \"text\", \"text\": \"Noted.\"}],"
                + " \"timestamp\": 1741944600}");
    assertThat(cli.on("remember", "--file", chat).code()).isZero();
    assertThat(episodes())
        .anySatisfy(user -> assertThat(user.at("/speaker").asString()).isEqualTo("user"))
        .anySatisfy(assistant -> {
          assertThat(assistant.at("/text").asString()).isEqualTo("Noted.");
          assertThat(assistant.at("/occurred/from").asString()).isEqualTo("2025-03-14T09:30:00Z");
        });
  }

  @Test
  void timesWithoutAZoneAreTakenInTheZoneThatWasNamed() throws IOException {
    String chat =
        file("chat.jsonl", "{\"text\": \"The bell rings.\", \"time\": \"2025-03-14T09:30\"}");
    cli.on("remember", "--file", chat, "--zone", "America/New_York");
    assertThat(episodes().at("/0/occurred/from").asString()).isEqualTo("2025-03-14T13:30:00Z");
    String id = cli.on("remember", "A door", "--time", "2025-03-14", "--zone", "+02:00").id();
    assertThat(cli.on("get", "--json", id).json().at("/occurred/from").asString())
        .isEqualTo("2025-03-13T22:00:00Z");
    assertThat(cli.on("remember", "x", "--zone", "Mars").err()).contains("Europe/Lisbon");
  }

  @Test
  void aBadLineIsNamedAndNotShownAndNothingIsStored() throws IOException {
    String good = "{\"text\": \"fine\"}";
    assertRefused(
        "line 3 is no JSON object", "--file", file("a.jsonl", good, "", "{\"text\": secret"));
    assertRefused("line 2 has no text", "--file", file("b.jsonl", good, "{\"speaker\": \"Ana\"}"));
    assertRefused("line 1 is no JSON object", "--file", file("c.jsonl", "[\"secret\"]"));
    assertRefused("line 1 is refused: turn.text", "--file", file("d.jsonl", "{\"text\": \"  \"}"));
    assertRefused(
        "line 1 is refused: turn.text has 9000 bytes",
        "--file",
        file("e.jsonl", "{\"text\": \"" + "x".repeat(9000) + "\"}"));
    assertRefused(
        "line 1 has a time", "--file", file("f.jsonl", "{\"text\": \"a\", \"time\": \"secret\"}"));
    assertRefused("line 1 is no JSON object", "--file", file("g.jsonl", "{".repeat(10_000)));
    assertRefused("no line to remember", "--file", file("h.jsonl", "", "  "));
    assertThat(cli.on("remember", "--file", folder.resolve("a.jsonl").toString()).err())
        .doesNotContain("secret");
  }

  @Test
  void filesThatCannotBeReadAreWrongUsage() throws IOException {
    assertRefused("file does not exist", "--file", folder.resolve("none.md").toString());
    assertRefused("file cannot be read", "--file", folder.toString(), "--form", "document");
    Files.write(folder.resolve("latin.md"), "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("is not UTF-8", "--file", folder.resolve("latin.md").toString());
    assertRefused("document.text is", "--file", file("empty.md"));
  }

  @Test
  void argumentsThatDoNotBelongTogetherAreWrongUsage() throws IOException {
    String notes = file("notes.md", "# Notes", "", "A line.");
    assertRefused("one of TEXT", "--file", notes, "x");
    assertRefused("one of TEXT", "--file", notes, "-");
    assertRefused("--file takes a file", "--file", "-");
    assertRefused("--lines belongs", "--file", notes, "--lines");
    assertRefused("--tool NAME belong", "--file", notes, "--form", "tool");
    assertRefused("--tool NAME belong", "--file", notes, "--tool", "ls");
    assertRefused("--url URL belong", "x", "--form", "finding");
    assertRefused("--title belongs", "x", "--title", "X");
    assertRefused("turns, document", "x", "--form", "poem");
  }

  @Test
  void aDocumentBecomesAnEpisodeASection() throws IOException {
    String notes =
        file(
            "notes.md",
            "# Backups",
            "",
            "Every evening a compressed dump is written to the spare disk.",
            "",
            "## Restore",
            "",
            "```sh",
            "restore --from /srv/dumps/latest",
            "```");
    JsonNode stored = cli.on("remember", "--file", notes, "--json").json();
    int pieces = stored.at("/remembered/0/pieces").size();
    assertThat(pieces).isPositive();
    assertThat(episodes()).hasSize(pieces);
    assertThat(episodes())
        .allMatch(one -> one.at("/session").asString().equals("document:notes.md"))
        .allMatch(one -> one.at("/source").asString().equals("document"))
        .anyMatch(one -> one.at("/text").asString().contains("restore --from /srv/dumps/latest"));
    cli.on("remember", "--file", notes, "--title", "Ops");
    assertThat(cli.on("list", "--json").json().toString()).doesNotContain("document:Ops");
  }

  @Test
  void aTextCanBeTakenForSomethingElse() throws IOException {
    String text = file("out.txt", "disk /dev/sda1 is 91 % full");
    cli.on("remember", "--file", text, "--form", "tool", "--tool", "df");
    assertThat(episodes().at("/0/speaker").asString()).isEqualTo("df");
    assertThat(episodes().at("/0/source").asString()).isEqualTo("tool");

    cli.on("remember", "--form", "summary", "--session", "chat-7", "They agreed on Porto.");
    assertThat(episodes().at("/0/session").asString()).isEqualTo("chat-7");
    assertThat(episodes().at("/0/source").asString()).isEqualTo("compaction");

    cli.on("remember", "--form", "finding", "--url", "https://example.org/a", "Herons eat fish.");
    assertThat(episodes().at("/0/text").asString()).contains("https://example.org/a");

    cli.typing("{\"text\": \"from a pipe\"}\n").on("remember", "--form", "turns", "-");
    assertThat(episodes().at("/0/text").asString()).isEqualTo("from a pipe");
  }

  @Test
  void longFilesShowHowFarTheyAreWhereSomebodyWatches() throws IOException {
    var lines = new String[200];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "{\"text\": \"number " + i + " of the list\"}";
    }
    Outcome outcome =
        cli.with(new Terminal(false, false, true, 80))
            .on("remember", "--embedder", "none", "--file", file("chat.jsonl", lines));
    assertThat(outcome.out()).contains("200 stored");
    assertThat(outcome.err()).contains("remembered 128 of 200");
  }
}
