package dev.engram.internal.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SecretsDetectorTest {
  private static final Screen SCREEN = RedactingScreen.ofSecrets();

  @Test
  void everyListedSecretGoesWhole() throws IOException {
    var missed = new ArrayList<String>();
    for (String line : lines("secrets.txt")) {
      String[] fields = line.split("\t", 2);
      String marked = fields[1];
      String text = marked.replace("⟦", "").replace("⟧", "");
      String wanted =
          marked.substring(0, marked.indexOf('⟦'))
              + "[REDACTED:"
              + fields[0]
              + "]"
              + marked.substring(marked.indexOf('⟧') + 1);
      String got = SCREEN.screen(text).text();
      if (!got.equals(wanted)) {
        missed.add(text + "  ->  " + got);
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void talkAboutSecretsStays() throws IOException {
    var lost = new ArrayList<String>();
    for (String line : lines("honest.txt")) {
      Screened screened = SCREEN.screen(line);
      if (!screened.clean()) {
        lost.add(screened.text());
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void screeningTwiceChangesNothingMore() throws IOException {
    for (String line : lines("secrets.txt")) {
      String once = SCREEN.screen(line.replace("⟦", "").replace("⟧", "")).text();
      assertThat(SCREEN.screen(once).findings()).as(once).isEmpty();
    }
  }

  @Test
  void placesAreInTheOriginal() {
    String text = "a password=hunter2 and token=abc123def456.";
    Screened screened = SCREEN.screen(text);
    assertThat(screened.findings())
        .extracting(finding -> text.substring(finding.start(), finding.end()))
        .containsExactly("hunter2", "abc123def456");
    assertThat(screened.text())
        .isEqualTo("a password=[REDACTED:password] and token=[REDACTED:token].");
  }

  @Test
  void aDetectorThatFailsBlocksTheTextWithoutQuotingIt() {
    Detector broken =
        new Detector() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public List<Finding> find(String text) {
            throw new IllegalStateException(text);
          }
        };
    assertThatThrownBy(() -> new RedactingScreen(List.of(broken)).screen("very private"))
        .isInstanceOfSatisfying(
            VaultException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SCREEN_FAILED))
        .hasMessageContaining("broken")
        .hasMessageNotContaining("private")
        .hasNoCause();
  }

  @Test
  void hostileTextTakesLinearTime() {
    List<String> hostile =
        List.of(
            "password=",
            "eyJ-",
            "eyJaaaaaaaaaaaa.",
            "sk-",
            "-----BEGIN PRIVATE KEY-----",
            "://a:",
            "-----BEGIN ",
            "a://b:c",
            "password:\"",
            "token=\\\"",
            "Authorization: ",
            "Bearer ",
            "api key ",
            "\"",
            "xoxb-1a",
            "A",
            " ",
            "\u0000",
            "😀",
            "key=a1B2",
            "ghp_a1",
            "\ud800",
            "password is ",
            "--token ",
            "pass.",
            "$");
    for (String part : hostile) {
      String text = part.repeat(1_000_000 / part.length());
      Assertions.assertTimeout(Duration.ofSeconds(5), () -> SCREEN.screen(text), part);
    }
  }

  @Test
  void anyTextIsScreened() {
    long seed = Long.getLong("engram.seed", 1);
    var random = new Random(seed);
    String alphabet = "password=token:key \"'\\\n-BEGINPRIVATE{}[]<>$@:/.?&;,\u0000é漢\ud83d\ude00";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(60);
      for (int j = 0; j < length; j++) {
        if (random.nextInt(8) == 0) {
          text.append(
              List.of("password", "token=", "Bearer ", "sk-", "://").get(random.nextInt(5)));
        }
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(SCREEN.screen(text.toString()).text()).as("seed %d", seed).isNotNull();
    }
  }

  private static List<String> lines(String name) throws IOException {
    try (var in =
        Objects.requireNonNull(SecretsDetectorTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.replace("\\n", "\n"))
          .toList();
    }
  }
}
