package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  @TempDir private Path folder;

  @Test
  void whatWasDoneIsListedAndVerifiedAgainstAHeadThatIsKept() throws Exception {
    Cli cli = Cli.in(folder);
    assertThat(cli.on("remember", "I moved to Porto").code()).isZero();
    var listed = cli.on("audit", "list", "--json").json();
    assertThat(listed.at("/entries/2/event").asString()).isEqualTo("remembered");
    assertThat(cli.on("audit", "list").out()).contains("vault_opened").doesNotContain("Porto");
    Path head = folder.resolve("kept.head");
    assertThat(cli.on("audit", "verify", "--head", head.toString()).code()).isZero();
    assertThat(Files.readString(head)).startsWith("engram-audit-1 ");
    assertThat(cli.on("audit", "verify", "--head", head.toString()).out())
        .contains("none altered", "go on from the head");
    Files.writeString(head, Files.readString(head).replace("engram-audit-1 ", "engram-audit-1 9"));
    var verdict = cli.on("audit", "verify", "--json", "--head", head.toString());
    assertThat(verdict.code()).isEqualTo(1);
    assertThat(verdict.json().at("/broken/problem").asString()).isEqualTo("rolled_back");
  }
}
