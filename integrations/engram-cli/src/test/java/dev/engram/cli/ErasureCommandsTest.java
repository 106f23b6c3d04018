package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import dev.engram.cli.host.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureCommandsTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void begin() {
    cli = Cli.in(folder);
  }

  private String remembered(String... arguments) {
    Outcome told = cli.on("remember", arguments);
    assertThat(told.code()).as(told.err()).isZero();
    return told.id();
  }

  @Test
  void whatIsForgottenIsRestoredAndWhatIsErasedIsNot() {
    String id = remembered("the code is on the fridge");
    cli.on("forget", id);
    assertThat(cli.on("restore", id).out()).contains("restored");
    assertThat(cli.on("get", id).out()).contains("fridge");
    Outcome told = cli.on("erase", id, "--dry-run");
    assertThat(told.out()).contains("would be erased", "1  episodes");
    assertThat(cli.on("get", id).code()).isZero();
    Outcome erased = cli.on("erase", id, "--yes", "--json");
    assertThat(erased.code()).as(erased.err()).isZero();
    assertThat(erased.json().path("erased").path("episodes").intValue()).isOne();
    assertThat(erased.json().path("rewritten").booleanValue()).isTrue();
    assertThat(cli.on("history", id).code()).isOne();
    assertThat(cli.on("restore", id).code()).isOne();
  }

  @Test
  void copiesThatMayHoldWhatIsErasedAreNamed() {
    String id = remembered("the code is on the fridge");
    cli.on("backup", folder.resolve("elsewhere.copy").toString());
    Outcome told = cli.on("erase", id, "--dry-run", "--json");
    assertThat(told.json().path("known").path(0).path("kind").asString()).isEqualTo("backup");
    assertThat(cli.on("erase", id, "--yes").out()).contains("may hold it still", "elsewhere.copy");
  }

  @Test
  void nothingIsErasedUnlessSomebodySaysYes() {
    String id = remembered("the code is on the fridge");
    Outcome unasked = cli.on("erase", id);
    assertThat(unasked.code()).isEqualTo(2);
    assertThat(unasked.err()).contains("--yes");
    cli.with(Terminal.told(Optional.of("in,out,err"), Optional.empty(), true));
    Outcome declined = cli.typing("no\n").on("erase", id);
    assertThat(declined.code()).isOne();
    assertThat(declined.err()).contains("nothing was erased");
    assertThat(cli.on("get", id).code()).isZero();
    assertThat(cli.typing("yes\n").on("erase", id).code()).isZero();
    assertThat(cli.on("get", id).code()).isOne();
  }

  @Test
  void aPersonIsPurgedBySpeakerOrScope() {
    String anas = remembered("I keep bees", "--speaker", "Ana");
    String bens = remembered("I keep goats", "--speaker", "Ben");
    assertThat(cli.on("purge", "--speaker", "ana", "--yes").code()).isZero();
    assertThat(cli.on("get", anas).code()).isOne();
    assertThat(cli.on("get", bens).code()).isZero();
    String own = remembered("tea at four", "--in", "personal:cleo", "--scope", "personal:cleo");
    assertThat(cli.on("purge", "--scope", "personal:cleo", "--yes").code()).isZero();
    assertThat(cli.on("get", own, "--in", "personal:cleo").code()).isOne();
    assertThat(cli.on("purge", "--yes").code()).isNotZero();
    assertThat(cli.on("purge", "--scope", "agent:me", "--yes").code()).isNotZero();
  }
}
