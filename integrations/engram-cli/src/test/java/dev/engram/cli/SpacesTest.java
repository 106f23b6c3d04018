package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import dev.engram.cli.host.EmbedderChoice;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpacesTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void world() {
    cli =
        Cli.in(folder)
            .with((choice, soon) ->
                choice == EmbedderChoice.NONE
                    ? Optional.empty()
                    : Optional.of(new HashedWords("words-" + choice)));
    assertThat(cli.on("remember", "I moved to Porto").code()).isZero();
  }

  @Test
  void memoriesMoveToAnotherModelAndBackByASnapshot() {
    Outcome moved = cli.on("migrate", "--to", "minilm");
    assertThat(moved.err()).isEmpty();
    assertThat(moved.out()).contains("words-bge → words-minilm", "all moved");
    assertThat(moved.code()).isZero();
    var health = cli.on("health", "--json", "--embedder", "minilm").json();
    assertThat(health.at("/embedder").asString()).isEqualTo("words-minilm");
    assertThat(health.at("/pendingEmbeddings").asInt()).isZero();

    var listed = cli.on("snapshots", "--json", "--embedder", "minilm").json();
    assertThat(listed.at("/snapshots/0/label").asString()).isEqualTo("pre-migration-words-minilm");
    assertThat(listed.at("/snapshots/0/number").asInt()).isEqualTo(1);
    Outcome refused = cli.on("snapshots", "restore", "1", "--embedder", "minilm");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("words-bge");
    Outcome back = cli.on("snapshots", "restore", "1", "--to", "bge", "--embedder", "minilm");
    assertThat(back.code()).as(back.err()).isZero();
    assertThat(back.out()).contains("words-minilm → words-bge");
    assertThat(cli.on("recall", "Porto").out()).contains("I moved to Porto");
    assertThat(cli.on("doctor").code()).isZero();
  }

  @Test
  void snapshotsAreTakenListedRestoredAndDeleted() {
    assertThat(cli.on("snapshots").err()).contains("there is no snapshot");
    assertThat(cli.on("snapshots", "take", "before tea").out()).contains("before tea", "words-bge");
    assertThat(cli.on("snapshots", "list").out()).contains("before tea");
    assertThat(cli.on("snapshots", "restore", "1").out()).contains("is back");
    assertThat(cli.on("snapshots", "delete", "1").out()).contains("is gone");
    assertThat(cli.on("snapshots", "delete", "1").code()).isEqualTo(2);
  }

  @Test
  void theModelInUseIsNoTargetAndNothingIsCancelledWhereNothingMoves() {
    assertThat(cli.on("migrate", "--to", "bge").code()).isEqualTo(2);
    assertThat(cli.on("migrate", "--to", "none").code()).isEqualTo(2);
    assertThat(cli.on("migrate", "--to", "minilm", "--cancel").err())
        .contains("no migration is under way");
  }

  @Test
  void aMigrationThatWaitsSaysWhyAndCanBeGivenUp() {
    cli.with((choice, soon) ->
        Optional.of(
            choice == EmbedderChoice.MINILM
                ? new HashedWords("words-minilm").down()
                : new HashedWords("words-" + choice)));
    Outcome waits = cli.on("migrate", "--to", "minilm", "--json");
    assertThat(waits.code()).isEqualTo(1);
    assertThat(waits.json().at("/state").asString()).isEqualTo("paused");
    assertThat(cli.on("health").out()).contains("migration", "waits");
    Outcome given = cli.on("migrate", "--to", "minilm", "--cancel");
    assertThat(given.code()).isZero();
    assertThat(given.out()).contains("given up");
    assertThat(cli.on("doctor").code()).isZero();
  }
}
