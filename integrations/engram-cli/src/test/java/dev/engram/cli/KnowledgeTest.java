package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KnowledgeTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void world() {
    cli = Cli.in(folder);
  }

  private String said(String speaker, String time, String text) {
    Outcome outcome =
        cli.on("remember", "--speaker", speaker, "--time", time, "--session", "s", text);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.id();
  }

  private JsonNode entity(String name) {
    JsonNode found = cli.on("entities", "--named", name, "--json").json().at("/entities");
    assertThat(found.size()).as(name).isOne();
    return found.get(0);
  }

  @Test
  void factsShowWhatHoldsAndOnRequestWhatHeld() {
    said("Ana", "2025-01-10", "I live in Lyon.");
    said("Ana", "2025-03-20", "I moved from Lyon to Porto.");
    Outcome facts = cli.on("facts", "Ana");
    assertThat(facts.out())
        .contains("Ana → lives in → Porto", "since 2025-03-20")
        .doesNotContain("Ana → lives in → Lyon");
    Outcome history = cli.on("facts", "Ana", "--history");
    assertThat(history.out()).contains("Ana → lives in → Lyon", "held from 2025-01-10 until");
    JsonNode json = cli.on("facts", "ana", "--history", "--json").json().at("/facts");
    assertThat(json)
        .anySatisfy(fact -> {
          assertThat(fact.at("/object").asString()).isEqualTo("Lyon");
          assertThat(fact.has("validUntil")).isTrue();
          assertThat(fact.at("/modality").asString()).isEqualTo("actual");
        });
    assertThat(cli.on("facts", "Ana", "--history", "--limit", "1", "--json").json().at("/facts"))
        .hasSize(1);
  }

  @Test
  void aSubjectNobodyKnowsHasNoFacts() {
    cli.on("remember", "a note");
    Outcome none = cli.on("facts", "Zebulon");
    assertThat(none.code()).isZero();
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("no facts");
    assertThat(cli.on("facts", "Zebulon", "--json").json().at("/facts").size()).isZero();
    assertThat(cli.on("facts", "Ana", "--limit", "0").code()).isEqualTo(2);
    assertThat(cli.on("facts").code()).isEqualTo(2);
  }

  @Test
  void entitiesTellWhoIsSpokenOfHowOftenAndWhen() {
    said("Ana", "2025-01-10", "I met Priya in Lisbon.");
    said("Ben", "2025-02-11", "Priya sent me the plan.");
    assertThat(cli.on("entities").out()).contains("Priya  person", "2 mentions", "Lisbon");
    JsonNode priya = entity("Priya");
    assertThat(priya.at("/mentions").asInt()).isEqualTo(2);
    assertThat(priya.at("/firstSeen").asString()).startsWith("2025-01-10");
    assertThat(priya.at("/lastSeen").asString()).startsWith("2025-02-11");
    assertThat(cli.on("entities", "--limit", "1", "--json").json().at("/entities")).hasSize(1);
    assertThat(cli.on("entities", "--limit", "0").code()).isEqualTo(2);
    assertThat(cli.on("entities", "--named", "Zebulon").err()).contains("no entity");
  }

  @Test
  void twoEntitiesAreMergedAndTakenApartAgain() {
    said("Ana", "2025-01-10", "Priya sent me the plan.");
    said("Ana", "2025-02-11", "Patel called about the bridge.");
    String priya = entity("Priya").at("/id").asString();
    String patel = entity("Patel").at("/id").asString();
    Outcome merged = cli.on("entities", "merge", priya, patel);
    assertThat(merged.code()).as(merged.err()).isZero();
    assertThat(merged.out()).contains("2 mentions", priya);
    assertThat(entity("Patel").at("/id").asString()).isEqualTo(priya);
    Outcome split = cli.on("entities", "split", priya, "Patel", "--json");
    assertThat(split.json().at("/name").asString()).isEqualTo("Patel");
    assertThat(split.json().at("/id").asString()).isNotEqualTo(priya);
    assertThat(entity("Priya").at("/mentions").asInt()).isOne();
  }

  @Test
  void whatCannotBeMergedOrSplitIsRefused() {
    said("Ana", "2025-01-10", "Priya sent me the plan.");
    String priya = entity("Priya").at("/id").asString();
    String nobody = "01a1fd6e-026b-4468-ba1c-72c5c2398f67";
    assertThat(cli.on("entities", "merge", priya, nobody).err()).contains("E2006");
    assertThat(cli.on("entities", "merge", priya, priya).code()).isEqualTo(2);
    assertThat(cli.on("entities", "merge", priya).code()).isEqualTo(2);
    assertThat(cli.on("entities", "split", priya, "Zebulon").code()).isEqualTo(2);
    assertThat(cli.on("entities", "split", "42", "Priya").err()).contains("E4005: entity.id");
  }

  @Test
  void thePastIsAskedForAndItsEvolutionShown() {
    cli.on("remember", "--fact", "Ana", "lives in", "Lisbon", "--time", "2025-04-01");
    cli.on("remember", "--fact", "Ana", "lives in", "Faro", "--time", "2025-05-01");
    assertThat(cli.on("recall", "where Ana lives").out()).doesNotContain("Lisbon");
    assertThat(cli.on("recall", "where Ana lives", "--past").out())
        .contains("Lisbon", "past: held from 2025-04-01 until 2025-05-01", "Faro");
    assertThat(cli.on("recall", "where Ana lives", "--as-of", "2020-01-01").err())
        .contains("nothing found");
    assertThat(cli.on("recall", "where Ana lives", "--as-of", "2999-01-01T00:00:00Z").out())
        .contains("Faro")
        .doesNotContain("Lisbon");
    assertThat(cli.on("recall", "where Ana lives", "--as-of", "soon").code()).isEqualTo(2);
    assertThat(cli.on("evolution", "where Ana lives").out())
        .contains("addition", "Lisbon", "correction", "Faro", "in place of");
    JsonNode events = cli.on("evolution", "Ana lives", "--json").json().at("/events");
    assertThat(events).hasSize(2);
    assertThat(events.at("/1/replaced/0")).isEqualTo(events.at("/0/memory/id"));
  }

  @Test
  void aTimelineIsInOrderAndSaysWhatHoldsNoLonger() {
    said("Ana", "2025-03-20", "I moved from Lyon to Porto.");
    said("Ana", "2025-01-10", "I started at the museum.");
    Outcome timeline = cli.on("timeline", "Ana");
    assertThat(timeline.out().indexOf("museum")).isLessThan(timeline.out().indexOf("Porto"));
    assertThat(timeline.out()).contains("2025-03-20 00:00", "Ana: I moved", "episode");
    cli.on("remember", "--fact", "Ana", "lives in", "Lisbon", "--time", "2025-04-01");
    cli.on("remember", "--fact", "Ana", "lives in", "Faro", "--time", "2025-05-01");
    assertThat(cli.on("timeline", "Ana").out())
        .contains("fact, held from 2025-04-01 until 2025-05-01", "fact, since 2025-05-01");
    String id = entity("Ana").at("/id").asString();
    JsonNode byId = cli.on("timeline", id, "--json").json().at("/memories");
    JsonNode byName = cli.on("timeline", "Ana", "--json").json().at("/memories");
    assertThat(byId).isEqualTo(byName);
    assertThat(cli.on("timeline", "Zebulon").err()).contains("nobody");
    assertThat(cli.on("timeline", "01a1fd6e-026b-4468-ba1c-72c5c2398f67").err()).contains("E2006");
  }

  @Test
  void aNameInSeveralScopesHasOneTimeline() {
    String[] project = {"--in", "project:apollo", "--scope", "project:apollo"};
    cli.on("remember", "Priya sent me the plan.");
    cli.on("remember", project[0], project[1], project[2], project[3], "Priya likes the bridge.");
    assertThat(cli.on("timeline", "Priya").out()).doesNotContain("bridge");
    Outcome both = cli.on("timeline", "Priya", "--in", "project:apollo");
    assertThat(both.out()).contains("the plan", "the bridge");
  }

  @Test
  void getShowsSizesFeelingNamesAndReasons() {
    String id =
        said(
            "Ana",
            "2025-01-10",
            "I was so happy yesterday: Priya upgraded PostgreSQL to 17.2 on the staging server, and"
                + " the nightly dump to /srv/dumps is 12 GB smaller than it used to be.");
    Outcome page = cli.on("get", id);
    assertThat(page.out())
        .contains("summary", "key fact", "tag", "tokens)", "affect", "valence", "entities");
    JsonNode json = cli.on("get", "--json", id).json();
    assertThat(json.at("/sizes/tokens/full").asInt())
        .isGreaterThanOrEqualTo(json.at("/sizes/tokens/tag").asInt());
    assertThat(json.at("/affect/valence").asDouble()).isPositive();
    assertThat(json.at("/metadata/technologies").toString()).contains("PostgreSQL");
    assertThat(json.at("/metadata/paths").toString()).contains("/srv/dumps");
    assertThat(json.at("/times").size()).isPositive();
    assertThat(json.at("/entities").toString()).contains("Priya");
    assertThat(json.at("/reasons").isArray()).isTrue();
    assertThat(json.at("/restated").asInt()).isZero();
  }
}
