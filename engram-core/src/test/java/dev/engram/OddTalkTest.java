package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.memory.Document;
import dev.engram.memory.Memory;
import dev.engram.memory.Remembered;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said, by whomever: it is kept as it is, in bounded time. */
@Timeout(120)
class OddTalkTest {
  private static final Principal REX = Principal.agent("rex");
  @TempDir private Path folder;
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withoutBackground());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private static String base64(int bytes) {
    byte[] random = new byte[bytes];
    Seed.random("OddTalkTest.base64").nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  static Stream<String> texts() {
    return Stream.of(
        "我昨天搬到了波尔图，我喜欢喝绿茶。",
        "انتقلت إلى بورتو يوم الجمعة الماضي",
        "Ich bin am Freitag nach Porto gezogen und trinke keinen Kaffee mehr.",
        "😀😀👩‍👩‍👧‍👦🇵🇹 !!! 🙈",
        "public static void main(String[] a) { if (a[0] == null) return; }",
        "2025-06-01T12:00:00Z ERROR [main] c.e.Foo - java.lang.NullPointerException: null\n"
            + "\tat x.y",
        "{\"a\":[1,2,{\"b\":null}],\"user\":\"I live in Porto\"}",
        base64(4_000),
        "a".repeat(8_000),
        "I ".repeat(4_000),
        "(".repeat(8_000),
        "no ".repeat(2_700),
        "last ".repeat(1_600),
        "\"".repeat(8_000),
        "I met Ana, Ben, ".repeat(500),
        "and I like tea ".repeat(500),
        "1/1/1/1/1/1/".repeat(600),
        "Yesterday is tomorrow; the day after last year's next week was in 2019, 1850 and 3000.");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void itIsKeptAsItIs(String text) {
    Remembered said = memory.remember(Turn.said("Ana", text), REX);
    assertThat(memory.get(said.id(), REX).text()).isEqualTo(text);
    assertThat(memory.details(said.id(), REX).annotations().sizes().full()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"User", "None", "system", "null", "assistant", "I", "Never", "2024", "?!"})
  void aSpeakerMayBeCalledAnything(String speaker) {
    Remembered said = memory.remember(Turn.said(speaker, "I live in Porto."), REX);
    var episode = (Memory.Episode) memory.get(said.id(), REX);
    assertThat(episode.speaker()).contains(speaker);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "I like tea. ", "{\"k\":1},", "数据", "\u0301", "))((", "- a\n"})
  void aLongDocumentIsKeptInPieces(String unit) {
    int characters = unit.length() == 1 ? 1_000_000 : 100_000;
    String text = unit.repeat(characters / unit.length());
    var pieces = new ArrayList<String>();
    memory
        .remember(Document.of("big", text), REX)
        .pieces()
        .forEach(id -> pieces.add(memory.get(id, REX).text()));
    assertThat(pieces.stream().mapToLong(String::length).max().orElse(0))
        .isLessThanOrEqualTo(2_000);
  }

  @Test
  void jumblesOfAllSortsAreKept() {
    Random random = Seed.random("OddTalkTest.jumbles");
    List<String> parts =
        List.of(
            "I",
            "moved",
            "to",
            "Porto",
            ",",
            ".",
            "\n",
            "```",
            "last Friday",
            "no longer",
            "😀",
            "你好",
            "http://x.y/z",
            "3 kg",
            "\"",
            "(",
            ")",
            "don't",
            "is",
            "Ana",
            "#",
            "\u200B",
            "&&");
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder("x");
      int length = 1 + random.nextInt(60);
      for (int j = 0; j < length; j++) {
        text.append(random.nextInt(4) == 0 ? "" : " ")
            .append(parts.get(random.nextInt(parts.size())));
      }
      Remembered said = memory.remember(Turn.said("Ana", text.toString()), REX);
      assertThat(memory.get(said.id(), REX).text()).isNotEmpty();
    }
    assertThat(memory.doctor().findings()).allMatch(finding -> finding.sound());
  }
}
