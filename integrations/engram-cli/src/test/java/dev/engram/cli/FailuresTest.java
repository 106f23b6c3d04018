package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import dev.engram.cli.host.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
  private static final String UNKNOWN = "01a1fd6e-026b-7468-ba1c-72c5c2398f67";

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void world() {
    cli = Cli.in(folder);
  }

  private static void assertFails(Outcome outcome, int code, String problem) {
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("engram: ").contains(problem).doesNotContain("\tat ");
  }

  @Test
  void aWrongKeyIsOneLine() {
    cli.on("remember", "a note");
    Outcome wrong = cli.on("recall", "--key-file", cli.keyFile("other", "cd").toString(), "note");
    assertFails(wrong, 1, "E1008");
    assertThat(wrong.err().lines()).hasSize(1);
  }

  @Test
  void aMissingVaultIsToldBeforeAKeyIsAskedFor() {
    cli.without("ENGRAM_KEY_FILE");
    assertFails(cli.on("recall", "anything"), 1, "E1006");
    assertThat(cli.vault()).doesNotExist();
  }

  @Test
  void withoutKeyAndTerminalNothingIsMade() {
    cli.without("ENGRAM_KEY_FILE");
    assertFails(cli.on("remember", "a note"), 1, "E1001: no key");
    assertThat(cli.vault()).doesNotExist();
  }

  @Test
  void aPassphraseIsAskedTwiceForANewVaultAndOnceLater() {
    var typed = new ArrayDeque<>(List.of("open sesame", "open sesame", "open sesame", "shut"));
    cli.without("ENGRAM_KEY_FILE").with(question -> Optional.of(typed.pop().toCharArray()));
    assertThat(cli.on("remember", "a note").code()).isZero();
    assertThat(cli.on("list").out()).contains("a note");
    assertFails(cli.on("list"), 1, "E1008");
    assertThat(typed).isEmpty();
  }

  @Test
  void passphrasesThatDifferMakeNoVault() {
    var typed = new ArrayDeque<>(List.of("one", "two"));
    cli.without("ENGRAM_KEY_FILE").with(question -> Optional.of(typed.pop().toCharArray()));
    assertFails(cli.on("remember", "a note"), 1, "differ");
    assertThat(cli.vault()).doesNotExist();
  }

  @Test
  void theEnvironmentsPassphraseOpensTheVault() {
    cli.without("ENGRAM_KEY_FILE").with("ENGRAM_PASSPHRASE", "open sesame");
    assertThat(cli.on("remember", "a note").code()).isZero();
    assertThat(cli.on("list").out()).contains("a note");
  }

  @Test
  void aKeyFileThatCannotBeUsedSaysWhy() throws Exception {
    assertFails(
        cli.on("remember", "x", "--key-file", folder.resolve("none").toString()),
        1,
        "there is none");
    Path open = Files.writeString(folder.resolve("open"), "ab".repeat(32));
    open.toFile().setReadable(true, false);
    assertFails(cli.on("remember", "x", "--key-file", open.toString()), 1, "others may read");
  }

  @Test
  void noArgumentTakesAPassphrase() {
    assertFails(cli.on("recall", "--passphrase", "x", "query"), 2, "Unknown option");
  }

  @Test
  void aBadScopeIsWrongUsage() {
    assertFails(cli.on("remember", "x", "--scope", "planet:mars"), 2, "E4005: scope");
    assertFails(cli.on("recall", "x", "--in", "apollo"), 2, "E4005: scope");
    assertThat(cli.vault()).doesNotExist();
  }

  @Test
  void aScopeTheAgentIsNotInIsDenied() {
    assertFails(cli.on("remember", "x", "--scope", "project:apollo"), 1, "E4001");
  }

  @Test
  void anUnknownIdFailsAndAMalformedOneIsWrongUsage() {
    cli.on("remember", "a note");
    for (String command : List.of("get", "forget", "history")) {
      assertFails(cli.on(command, UNKNOWN), 1, "E2005");
      assertFails(cli.on(command, "42"), 2, "E4005: memory.id");
    }
    assertFails(cli.on("update", UNKNOWN, "text"), 1, "E2005");
    assertFails(cli.on("list", "--before", UNKNOWN), 1, "E2005");
  }

  @Test
  void textsThatAreEmptyOrHugeAreWrongUsage() {
    assertFails(cli.on("remember", ""), 2, "E4005: turn.text is empty");
    assertFails(cli.typing("  \n").on("remember", "-"), 2, "E4005");
    assertFails(cli.typing("x".repeat(10_000)).on("remember", "-"), 2, "E4004");
    assertFails(cli.typing("\n\n").on("remember", "--lines"), 2, "no line");
    assertThat(cli.vault()).doesNotExist();
  }

  @Test
  void queriesThatBreakTheirBoundsAreWrongUsage() {
    cli.on("remember", "a note");
    assertFails(cli.on("recall", "  "), 2, "E2004: query.text is blank");
    assertFails(cli.on("recall", "x", "--limit", "1001"), 2, "E2004: query.limit");
    assertFails(cli.on("recall", "x", "--limit", "99999999999"), 2, "99999999999");
    assertFails(cli.on("recall", "x", "--budget", "0"), 2, "E2004: query.budget");
    assertFails(cli.on("list", "--limit", "0"), 2, "E2004: listing.limit");
    assertFails(cli.on("recall", "x", "--kind", "dream"), 2, "episode, fact or procedure");
  }

  @Test
  void argumentsThatExcludeEachOtherAreWrongUsage() {
    assertFails(cli.on("remember", "x", "--fact", "a", "b", "c"), 2, "one of TEXT");
    assertFails(cli.on("remember", "--how", "x"), 2, "at least one --step");
    assertFails(cli.on("remember", "x", "--step", "y"), 2, "--step belongs");
    assertFails(cli.on("remember", "--fact", "a", "b"), 2, "--fact");
    assertFails(cli.on("remember", "x", "--time", "yesterday"), 2, "2025-03-14");
    assertFails(cli.on("remember", "x", "--importance", "7"), 2, "E4005: importance");
    assertFails(cli.on("remember", "x", "--embedder", "gpt"), 2, "bge, minilm");
    assertFails(cli.with(new Terminal(true, true, true, 80)).on("remember"), 2, "give TEXT");
  }

  @Test
  void aLinkThatClosesACycleFails() {
    String a = cli.on("remember", "cause").id();
    String b = cli.on("remember", "effect").id();
    assertThat(cli.on("link", b, "caused_by", a).code()).isZero();
    assertFails(cli.on("link", a, "caused_by", b), 1, "E4006");
    assertFails(cli.on("link", a, "caused_by", a), 2, "E4005: edge.target");
    assertFails(cli.on("link", a, "likes", b), 2, "E4005: edge.type");
  }

  @Test
  void anUnexpectedErrorShowsItsStackOnRequestOnly() {
    cli.with((choice, soon) -> {
      throw new IllegalStateException("secret words");
    });
    Outcome quiet = cli.on("remember", "x");
    assertFails(quiet, 1, "unexpected IllegalStateException");
    assertThat(quiet.err()).doesNotContain("secret words");
    assertThat(cli.with("ENGRAM_DEBUG", "1").on("remember", "x").err()).contains("\tat ");
  }

  @Test
  void aFileThatIsNoVaultIsToldSo() throws Exception {
    Files.writeString(cli.vault(), "dear diary");
    assertFails(cli.on("list"), 1, "E1007");
    assertThat(cli.vault()).hasContent("dear diary");
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    assertFails(cli.run(), 2, "which command?");
    assertFails(cli.run("remind"), 2, "remind");
    assertThat(cli.run("--help").out()).contains("remember", "ENGRAM_PASSPHRASE", "Exit code");
    assertThat(cli.run("--help").code()).isZero();
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        List.of(
            "demo",
            "remember",
            "recall",
            "get",
            "list",
            "facts",
            "entities",
            "timeline",
            "evolution",
            "update",
            "forget",
            "restore",
            "flag",
            "release",
            "erase",
            "purge",
            "link",
            "history",
            "stats",
            "health",
            "doctor",
            "maintain")) {
      Outcome help = cli.run(command, "--help");
      assertThat(help.code()).as(command).isZero();
      assertThat(help.out()).as(command).contains("Usage: engram " + command, "--vault", "--json");
      assertThat(help.out().lines()).as(command).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void commandsBelowACommandHaveHelpAndTakeTheSameArguments() {
    for (String command : List.of("merge", "split")) {
      Outcome help = cli.run("entities", command, "--help");
      assertThat(help.code()).as(command).isZero();
      assertThat(help.out())
          .as(command)
          .contains("Usage: engram entities " + command, "--vault", "--json");
      assertThat(help.out().lines()).as(command).allMatch(line -> line.length() <= 80);
    }
    String vault = folder.resolve("other.engram").toString();
    for (List<String> order :
        List.of(
            List.of("entities", "--vault", vault, "split", UNKNOWN, "Ana"),
            List.of("entities", "split", UNKNOWN, "Ana", "--vault", vault))) {
      assertFails(cli.run(order.toArray(String[]::new)), 1, "no vault at " + vault);
    }
  }

  @Test
  void evalNeedsASetOrACommand() {
    assertFails(cli.run("eval"), 2, "give SET_DIR");
    for (String command : List.of("temporal", "facts", "junk")) {
      assertThat(cli.run("eval", command, "--help").out())
          .contains("Usage: engram eval " + command, "--json");
    }
  }

  @Test
  void colourIsForTerminalsThatWantIt() {
    cli.on("remember", "a note");
    assertThat(cli.on("list").out()).doesNotContain("\u001B");
    cli.with(new Terminal(false, true, false, 80));
    assertThat(cli.on("list").out()).contains("\u001B[");
    assertThat(cli.with("NO_COLOR", "1").on("list").out()).doesNotContain("\u001B");
  }
}
