package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import dev.engram.cli.host.Models;
import dev.engram.cli.host.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir private Path folder;

  @Test
  void withTheRealModelEveryCheckPasses() {
    Outcome demo = Cli.in(folder).with(new Models()).on("demo", "--json");
    assertThat(demo.code()).as(demo.out()).isZero();
    assertThat(demo.json().at("/stored").asInt()).isEqualTo(149);
    assertThat(demo.json().at("/facts").asInt()).isGreaterThan(50);
    assertThat(demo.json().at("/entities").asInt()).isGreaterThan(20);
    assertThat(demo.json().at("/answers").size()).isEqualTo(12);
    assertThat(demo.json().at("/checks").valueStream())
        .hasSize(14)
        .allMatch(check -> check.at("/passed").asBoolean());
  }

  @Test
  void aQuestionThatIsNotAnsweredFailsTheDemo() {
    Outcome demo = Cli.in(folder).on("demo", "--embedder", "none");
    assertThat(demo.code()).isOne();
    assertThat(demo.out()).contains("✗", "failed: every question", "13 of 14 checks");
    assertThat(demo.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(demo.err()).isEmpty();
  }

  @Test
  void aVaultThatWasNamedIsKeptAndAnotherFileIsNotTouched() throws Exception {
    var cli = Cli.in(folder);
    cli.on("demo", "--embedder", "none", "--json");
    assertThat(cli.on("stats", "--as", "demo", "--json").json().at("/memories/episode").asInt())
        .isEqualTo(149);
    byte[] before = Files.readAllBytes(cli.vault());
    assertThat(cli.on("demo").code()).isEqualTo(2);
    assertThat(cli.vault()).hasBinaryContent(before);
  }

  @Test
  void progressIsForTerminals() {
    var cli = Cli.in(folder).with(new Terminal(false, false, true, 80));
    assertThat(cli.on("demo", "--embedder", "none", "--json").err()).contains("remembering 16 of");
  }
}
