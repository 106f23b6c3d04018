package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.internal.vault.RawPages;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Memory;
import dev.engram.memory.Remembered;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the nine kinds that the specification asks for, from {@code remember} to raw pages. */
@DisplayName("§10.5 Personal data is found, sealed, and in no page")
class PersonalKindsTest {
  private static final Principal REX = Principal.agent("rex");
  private static final String CONTROL = "The zeppelin is moored by the mill.";

  /**
   * A text of one kind.
   *
   * @param kind as the specification calls it
   * @param text the whole text
   * @param planted what must be seen nowhere
   * @param tier what the kind asks for
   */
  record Planted(String kind, String text, List<String> planted, SecurityTier tier) {
    @Override
    public String toString() {
      return kind;
    }
  }

  private static final SecurityTier SENSITIVE = SecurityTier.SENSITIVE;
  private static final SecurityTier CONFIDENTIAL = SecurityTier.CONFIDENTIAL;

  private static final List<Planted> NINE =
      List.of(
          new Planted(
              "SSN",
              "My social security number is 219-09-9999, keep it.",
              List.of("219-09-9999", "social security"),
              CONFIDENTIAL),
          new Planted(
              "email",
              "Write to odalys.quokka@zanzibarium.org about the boat.",
              List.of("odalys.quokka", "zanzibarium"),
              SENSITIVE),
          new Planted(
              "credit card",
              "Paid with 4111 1111 1111 1111 at the quay.",
              List.of("4111 1111", "at the quay"),
              CONFIDENTIAL),
          new Planted(
              "person name",
              "My name is Tamsin Quillfeather.",
              List.of("Tamsin", "Quillfeather"),
              SENSITIVE),
          new Planted(
              "location", "I live in Trondheim these days.", List.of("Trondheim"), SENSITIVE),
          new Planted(
              "credential",
              "The wifi password is Xq9-wombat-77!",
              List.of("Xq9-wombat-77", "wombat"),
              CONFIDENTIAL),
          new Planted(
              "phone", "Call me on +44 20 7946 0958 tomorrow.", List.of("7946 0958"), SENSITIVE),
          new Planted(
              "address", "We meet at 24 Clarkenwell Avenue.", List.of("Clarkenwell"), SENSITIVE),
          new Planted(
              "government id",
              "My passport number is C01X00T47.",
              List.of("C01X00T47", "passport"),
              CONFIDENTIAL));

  @TempDir private static Path folder;
  private static final List<Memory> WHOLE = new ArrayList<>();
  private static final List<Remembered> KEPT = new ArrayList<>();
  private static final List<String> SEEN_OPEN = new ArrayList<>();
  private static final List<String> SEEN_CLOSED = new ArrayList<>();
  private static boolean controlSeen;

  private static EngramOptions options(CaptureOptions capture) {
    return EngramOptions.defaults().withCapture(capture).withoutBackground();
  }

  private static Traces traces(Path vault) {
    return new Traces(vault, RawPages.pageKey(vault, TestKeys.right()));
  }

  @BeforeAll
  static void remember() {
    Path vault = folder.resolve("kept/v.engram");
    EngramOptions keeping =
        options(CaptureOptions.defaults().withSecrets(CaptureOptions.Secrets.KEEP));
    MemoryGraph.open(vault, TestKeys.right(), keeping).close();
    Traces traces = traces(vault);
    List<String> planted = NINE.stream().flatMap(one -> one.planted().stream()).toList();
    try (var memory = MemoryGraph.open(vault, TestKeys.right(), keeping)) {
      for (Planted one : NINE) {
        Remembered kept = memory.remember(Turn.said("Ana", one.text()), REX);
        KEPT.add(kept);
        WHOLE.add(memory.get(kept.id(), REX));
      }
      memory.remember(Turn.note(CONTROL), REX);
      SEEN_OPEN.addAll(traces.ofTexts(planted));
      controlSeen = !traces.ofTexts(List.of("zeppelin")).isEmpty();
    }
    SEEN_CLOSED.addAll(traces.ofTexts(planted));
  }

  static List<Planted> nine() {
    return NINE;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nine")
  @DisplayName("§10.5.2 each of the nine kinds is told and gets its tier, and comes back whole")
  void eachKindIsTold(Planted one) {
    int at = NINE.indexOf(one);
    assertThat(WHOLE.get(at).traits().tier()).isEqualTo(one.tier());
    assertThat(WHOLE.get(at).text()).isEqualTo(one.text());
    assertThat(KEPT.get(at).notes()).contains(CaptureNote.SEALED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nine")
  @DisplayName("§10.5 nothing of it is in a page of vault or log for who has the pages' key")
  void eachKindIsInNoPage(Planted one) {
    assertThat(controlSeen).as("the proof can fail").isTrue();
    for (String planted : one.planted()) {
      assertThat(SEEN_OPEN).as("while open").noneMatch(seen -> seen.contains(": " + planted));
      assertThat(SEEN_CLOSED).as("when closed").noneMatch(seen -> seen.contains(": " + planted));
    }
  }

  @Test
  @DisplayName("§10.5.2 by default a credential is not even sealed: it is not there")
  void credentialsAreTakenOut() {
    Path vault = folder.resolve("redacted/v.engram");
    try (var memory =
        MemoryGraph.open(vault, TestKeys.right(), options(CaptureOptions.defaults()))) {
      Remembered kept =
          memory.remember(Turn.said("Ana", "The wifi password is Xq9-wombat-77!"), REX);
      assertThat(kept.notes()).contains(CaptureNote.SECRETS_REDACTED);
      assertThat(memory.get(kept.id(), REX).text()).doesNotContain("wombat");
    }
    assertThat(traces(vault).ofTexts(List.of("wombat"))).isEmpty();
  }
}
