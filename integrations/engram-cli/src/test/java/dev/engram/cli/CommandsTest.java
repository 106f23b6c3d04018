package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void world() {
    cli = Cli.in(folder);
  }

  private String remembered(String... arguments) {
    Outcome outcome = cli.on("remember", arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.id();
  }

  @Test
  void whatIsRememberedIsRecalledWithTimeAndSpeaker() {
    String id =
        remembered(
            "I moved to Porto",
            "--speaker",
            "Ana",
            "--session",
            "s1",
            "--time",
            "2025-03-14T09:30");
    Outcome recall = cli.on("recall", "who", "moved", "to", "Porto?");
    assertThat(recall.code()).isZero();
    assertThat(recall.out()).contains("I moved to Porto", "2025-03-14 09:30", "Ana", id);
    assertThat(recall.err()).isEmpty();
  }

  @Test
  void whyShowsEvidenceAndStages() {
    remembered("I moved to Porto");
    Outcome recall = cli.on("recall", "--why", "Porto");
    assertThat(recall.out()).contains("signal", "lexical", "semantic", "hydrate", "all");
  }

  @Test
  void recallAsJsonHasHitsStagesAndDegradations() {
    String id = remembered("The tram in Porto is yellow", "--embedder", "none");
    var json = cli.on("recall", "--json", "--embedder", "none", "Porto").json();
    assertThat(json.at("/hits/0/memory/id").asString()).isEqualTo(id);
    assertThat(json.at("/hits/0/memory/scope").asString()).isEqualTo("agent:me");
    assertThat(json.at("/hits/0/evidence/0/signal").asString()).startsWith("lexical");
    assertThat(json.at("/degradations/0").asString()).isEqualTo("no_embedder");
    assertThat(json.at("/stages").size()).isPositive();
  }

  @Test
  void aDegradedAnswerSaysSoOnStandardError() {
    remembered("I moved to Porto");
    assertThat(cli.on("recall", "--embedder", "none", "Porto").err()).contains("words alone");
  }

  @Test
  void aBudgetAndAKindNarrowTheAnswer() {
    remembered("Is Porto wet?");
    remembered("--fact", "Ana", "lives in", "Porto");
    assertThat(cli.on("recall", "--kind", "fact", "Porto").out())
        .contains("Ana lives in Porto")
        .doesNotContain("wet");
    Outcome none = cli.on("recall", "--budget", "1", "Porto");
    assertThat(none.out()).contains("shown as tag").doesNotContain("wet", "lives in");
    assertThat(none.err()).contains("1 more did not fit");
  }

  @Test
  void everyLineOfStandardInputIsAMemory() {
    Outcome outcome = cli.typing("one apple\n\n  \ntwo pears\r\n").on("remember", "--lines", "-");
    assertThat(outcome.out()).contains("2 stored, 0 known already");
    assertThat(cli.on("list").out()).contains("one apple", "two pears");
  }

  @Test
  void hundredsOfLinesAreStoredInOrder() {
    var lines = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      lines.append("line number ").append(i).append('\n');
    }
    assertThat(
            cli.typing(lines.toString())
                .on("remember", "--lines", "--json")
                .json()
                .at("/remembered")
                .size())
        .isEqualTo(300);
    assertThat(cli.on("list", "--json", "-n", "1").json().at("/memories/0/text").asString())
        .isEqualTo("line number 299");
  }

  @Test
  void aRestatementIsStrengthened() {
    remembered("I moved to Porto", "--speaker", "Ana");
    assertThat(cli.on("remember", "I moved to Porto", "--speaker", "Ana").out())
        .contains("strengthened");
  }

  @Test
  void factsAndProceduresKeepTheirParts() {
    String fact = remembered("--fact", "Ana", "prefers", "window seats", "--importance", "0.9");
    var json = cli.on("get", "--json", fact).json();
    assertThat(json.at("/object").asString()).isEqualTo("window seats");
    assertThat(json.at("/importance").asDouble()).isEqualTo(0.9);
    String how = remembered("--how", "make tea", "--step", "boil water", "--step", "wait");
    assertThat(cli.on("get", how).out()).contains("task", "make tea", "step 2", "wait");
  }

  @Test
  void updatesKeepTheKindAndTheHistory() {
    String fact = remembered("--fact", "Ana", "lives in", "Porto", "--category", "person");
    assertThat(cli.on("update", fact, "Aalst").out()).contains("updated");
    assertThat(cli.on("get", fact).out()).contains("Ana lives in Aalst", "version 2", "person");
    Outcome history = cli.on("history", fact);
    assertThat(history.out())
        .contains("Ana lives in Porto", "superseded", "Ana lives in Aalst", "active");

    String turn = remembered("seats are blue", "--speaker", "Bo", "--session", "s");
    assertThat(cli.on("update", turn, "seats", "are", "red").code()).isZero();
    assertThat(cli.on("get", turn).out()).contains("seats are red", "Bo");

    String how = remembered("--how", "make tea", "--step", "boil water");
    assertThat(cli.typing("boil water\npour it\n").on("update", how, "-").code()).isZero();
    assertThat(cli.on("get", how).out()).contains("step 2", "pour it");
  }

  @Test
  void aForgottenMemoryAnswersItsHistoryOnly() {
    String id = remembered("the code is on the fridge");
    assertThat(cli.on("forget", id).out()).contains("forgotten");
    assertThat(cli.on("get", id).code()).isOne();
    assertThat(cli.on("recall", "fridge").out()).isEmpty();
    assertThat(cli.on("history", id).out()).contains("fridge", "forgotten");
  }

  @Test
  void whatDidNotHelpIsHeldBackFromThatQuestion() {
    String id = remembered("the code is on the fridge");
    Outcome told = cli.on("feedback", id, "unhelpful", "--asked", "what is on the fridge?");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out()).contains(id, "unhelpful");
    Outcome recall = cli.on("recall", "what is on the fridge");
    assertThat(recall.out()).doesNotContain("the code");
    assertThat(recall.err()).contains("1 held back");
    assertThat(cli.on("recall", "the code").out()).contains("the code is on the fridge");
  }

  @Test
  void aCorrectionIsRemembered() {
    String id = remembered("the code is 1234");
    var json = cli.on("feedback", "--json", id, "corrected", "--to", "the code is 9876").json();
    assertThat(json.at("/verdict").asString()).isEqualTo("corrected");
    String right = json.at("/correction").asString();
    assertThat(cli.on("get", right).out()).contains("9876");
    assertThat(cli.on("history", id).out()).contains("contradicts", right);
    assertThat(cli.on("feedback", id, "corrected").code()).isEqualTo(2);
    assertThat(cli.on("feedback", id, "helpful", "--to", "x").code()).isEqualTo(2);
    assertThat(cli.on("feedback", id, "nonsense").code()).isEqualTo(2);
  }

  @Test
  void linksShowInTheHistoryOfBothEnds() {
    String claim = remembered("the bridge is closed");
    String proof = remembered("I saw a fence on it");
    assertThat(cli.on("link", proof, "supports", claim, "--weight", "0.5").code()).isZero();
    assertThat(cli.on("history", proof).out()).contains("→ supports", claim, "0.50");
    assertThat(cli.on("history", claim).out()).contains("← supports", proof);
    assertThat(cli.on("history", "--json", claim).json().at("/links"))
        .anyMatch(link -> link.at("/type").asString().equals("supports"));
  }

  @Test
  void statsCountByKind() {
    remembered("a note");
    remembered("--fact", "a", "b", "c");
    var json = cli.on("stats", "--json").json();
    assertThat(json.at("/memories/episode").asInt()).isOne();
    assertThat(json.at("/memories/fact").asInt()).isOne();
    assertThat(json.at("/total").asInt()).isEqualTo(2);
    assertThat(cli.on("stats").out()).contains("procedure", "all");
  }

  @Test
  void healthTellsSizesAndStates() {
    remembered("a note");
    assertThat(cli.on("health").out()).contains("encrypted", "yes", "hashed-words");
    var json = cli.on("health", "--json").json();
    assertThat(json.at("/encrypted").asBoolean()).isTrue();
    assertThat(json.at("/vaultBytes").asLong() % (512 * 1024)).isZero();
  }

  @Test
  void doctorFindsASoundVaultSound() {
    remembered("a note");
    Outcome doctor = cli.on("doctor");
    assertThat(doctor.code()).as(doctor.out()).isZero();
    assertThat(doctor.out()).contains("✓", "index semantic", "sound").doesNotContain("✗");
    assertThat(cli.on("doctor", "--json").json().at("/sound").asBoolean()).isTrue();
  }

  @Test
  void maintainEmbedsWhatIsPending() {
    remembered("a note", "--embedder", "none");
    assertThat(cli.on("recall", "note").err()).contains("engram maintain");
    assertThat(cli.on("maintain", "--json").json().at("/embedded").asInt()).isOne();
    assertThat(cli.on("recall", "note").err()).isEmpty();
  }

  @Test
  void anAgentSeesItsOwnScopesOnly() {
    remembered("the plan is secret", "--in", "project:apollo", "--scope", "project:apollo");
    assertThat(cli.on("recall", "plan").out()).isEmpty();
    assertThat(cli.on("recall", "plan", "--as", "rex", "--in", "project:apollo").out())
        .contains("the plan is secret");
  }

  @Test
  void aListGoesOnWhereTheLastEnded() {
    remembered("first");
    String second = remembered("second");
    assertThat(cli.on("list", "--before", second).out()).contains("first").doesNotContain("second");
    assertThat(cli.on("list", "--kind", "fact").err()).contains("nothing is remembered");
  }

  @Test
  void memoriesCannotSteerTheTerminal() {
    cli.typing("red \u001B[31m alert \u202E desrever").on("remember", "-");
    assertThat(cli.on("recall", "alert").out())
        .doesNotContain("\u001B", "\u202E")
        .contains("\uFFFD");
    assertThat(cli.on("list").out()).doesNotContain("\u001B", "\u202E");
  }
}
