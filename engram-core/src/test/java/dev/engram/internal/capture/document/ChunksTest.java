package dev.engram.internal.capture.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.memory.DocumentFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunksTest {
  private static final String GUIDE =
      """
      # Kiln

      Kiln fires pots.

      ## Install

      Fetch it, then start it:

      ```Bash
      apt install kiln

      kiln --start
      ```

      ## Use

      | cone | degrees |
      |------|---------|
      | 06   | 998     |

      - glaze the pot
        and wait
      - fire it
      """;

  private static List<Chunk> markdown(String text) {
    return Chunks.of(text, DocumentFormat.MARKDOWN);
  }

  private static List<Chunk> plain(String text) {
    return Chunks.of(text, DocumentFormat.PLAIN);
  }

  private static List<Chunk> small(String text) {
    return Chunks.of(text, DocumentFormat.MARKDOWN, new ChunkSize(100, 200));
  }

  @Test
  void eachPartOfAGuideIsAChunkUnderItsHeadings() {
    var chunks = markdown(GUIDE);
    assertThat(chunks)
        .extracting(Chunk::kind)
        .containsExactly(ChunkKind.PROSE, ChunkKind.CODE, ChunkKind.TABLE, ChunkKind.LIST);
    assertThat(chunks.stream().map(Chunk::headings))
        .containsExactly(
            List.of("Kiln"),
            List.of("Kiln", "Install"),
            List.of("Kiln", "Use"),
            List.of("Kiln", "Use"));
  }

  @Test
  void aHeadingAndAnAnnouncementStayWithWhatTheyIntroduce() {
    var code = markdown(GUIDE).get(1);
    assertThat(code.text())
        .startsWith("## Install\n\nFetch it, then start it:\n\n```Bash")
        .endsWith("kiln --start\n```");
    assertThat(code.codeLanguage()).contains("bash");
  }

  @Test
  void anAnnouncementOfProseIsProse() {
    assertThat(markdown("Remember:\n\nThe kiln is hot."))
        .extracting(Chunk::text)
        .containsExactly("Remember:\n\nThe kiln is hot.");
  }

  @Test
  void smallNeighboursUnderOneHeadingAreJoinedAndNoneAcrossHeadings() {
    var chunks = markdown("# A\n\nOne.\n\nTwo.\n\n* three\n\n# B\n\nFour.\n");
    assertThat(chunks)
        .extracting(Chunk::text)
        .containsExactly("# A\n\nOne.\n\nTwo.\n\n* three", "# B\n\nFour.");
  }

  @Test
  void headingsNestAndReturn() {
    var chunks = markdown("A\n===\nx\n\nB\n---\ny\n### C ###\nz\n## **D**\nw\n# E\nv\n");
    assertThat(chunks.stream().map(Chunk::headings))
        .containsExactly(
            List.of("A"),
            List.of("A", "B"),
            List.of("A", "B", "C"),
            List.of("A", "D"),
            List.of("E"));
  }

  @Test
  void aHeadingWithNothingBelowItIsNotLost() {
    assertThat(markdown("# A\n# B\n## C\n"))
        .extracting(Chunk::text)
        .containsExactly("# A", "# B\n## C");
  }

  @ParameterizedTest
  @CsvSource({"#hashtag", "####### seven", "C# is a language", "'    # indented'"})
  void notEveryHashIsAHeading(String line) {
    assertThat(markdown(line + "\n\nText.\n").getLast().headings()).isEmpty();
  }

  @Test
  void codeThatFitsIsNeverSplitThoughTheTargetIsSmaller() {
    var code = "```\n" + "run --all now\n".repeat(12) + "```";
    assertThat(small("Before.\n\n" + code + "\n\nAfter.\n"))
        .extracting(Chunk::text)
        .containsExactly("Before.", code, "After.");
  }

  @Test
  void longCodeIsCutAtBlankLinesAndElseBetweenLines() {
    var function = "def f(x):\n    y = x + 1\n    z = y * y\n    return z\n\n";
    var chunks = small("```python\n" + function.repeat(20) + "```\n");
    assertThat(chunks)
        .hasSizeGreaterThan(4)
        .allMatch(chunk -> chunk.kind() == ChunkKind.CODE)
        .allMatch(chunk -> chunk.codeLanguage().orElse("").equals("python"));
    assertThat(chunks.subList(1, chunks.size() - 1))
        .allMatch(chunk -> chunk.text().startsWith("def") && chunk.text().endsWith("return z"));

    var dense = small("```\n" + "step(one, two, three);\n".repeat(40) + "```\n");
    assertThat(dense.stream().flatMap(chunk -> chunk.text().lines()).distinct())
        .containsExactlyInAnyOrder("```", "step(one, two, three);");
  }

  @Test
  void onlyALineAboveTheLimitIsCutInside() {
    var line = "value ".repeat(100).strip();
    var chunks = small("```\nshort\n" + line + "\nshort\n```\n");
    assertThat(chunks.getFirst().text()).startsWith("```\nshort");
    assertThat(chunks.getLast().text()).endsWith("short\n```");
    assertThat(chunks.stream().flatMap(chunk -> chunk.text().lines()))
        .allMatch(piece -> piece.matches("(value ?)+|short|```"));
  }

  @Test
  void indentedCodeKeepsItsIndentation() {
    var chunks = markdown("Text\n\n    if x:\n        y()\n\n    z()\n\nMore\n");
    assertThat(chunks.get(1).text()).isEqualTo("    if x:\n        y()\n\n    z()");
    assertThat(chunks.get(1).kind()).isEqualTo(ChunkKind.CODE);
  }

  @Test
  void headingsInsideCodeAreCode() {
    assertThat(markdown("~~~sh\n# not a title\n```\n~~~\n\nText.\n").getLast().headings())
        .isEmpty();
    assertThat(markdown("````\n```\n# no\n```\n````\n")).hasSize(1);
  }

  @Test
  void anUnclosedFenceGoesToTheEnd() {
    assertThat(markdown("a\n\n```js\nlet x;\n\n# no\n"))
        .extracting(Chunk::kind)
        .containsExactly(ChunkKind.PROSE, ChunkKind.CODE);
  }

  @Test
  void codeInsideAnItemBelongsToTheList() {
    var list = "- install\n\n  ```\n  # no title\n\n- x\n  ```\n- ```\n  # nor this\n  ```\n- done";
    var chunks = markdown(list + "\n\nEnd of it.\n");
    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst().headings()).isEmpty();
  }

  @Test
  void longListsAreCutBetweenItems() {
    var item = "- put the pots in the kiln\n  and close the door\n";
    var chunks = small(item.repeat(12));
    assertThat(chunks)
        .hasSizeGreaterThan(5)
        .allMatch(chunk -> chunk.kind() == ChunkKind.LIST)
        .allMatch(chunk -> chunk.text().startsWith("- put") && chunk.text().endsWith("the door"));
  }

  @Test
  void longTablesAreCutBetweenRows() {
    var chunks = small("| a | b |\n|---|---|\n" + "| some words | more words |\n".repeat(30));
    assertThat(chunks)
        .hasSizeGreaterThan(3)
        .allMatch(chunk -> chunk.kind() == ChunkKind.TABLE)
        .allMatch(chunk -> chunk.text().lines().allMatch(row -> row.matches("\\|.*\\|")));
  }

  @Test
  void longParagraphsAreCutBetweenSentences() {
    var text =
        "Dr. Ada Wren fired 3.5 pots at the works of J. Moss. \"Was it hot?\" she asked. "
            + "It was, e.g. at noon! ";
    var chunks = small(text.repeat(6));
    assertThat(chunks)
        .hasSizeGreaterThan(4)
        .allMatch(
            chunk -> chunk.text().matches("(?s)(Dr\\.|\"Was|It was).*(Moss\\.|asked\\.|noon!)"));
  }

  @Test
  void aSentenceThatFitsIsKeptWholeThoughTheTargetIsSmaller() {
    var longer = "The potter said that " + "the clay was too wet and ".repeat(5) + "stopped.";
    assertThat(longer.length()).isBetween(101, 200);
    assertThat(small("Short one. " + longer + " Last one here, and then some. " + longer))
        .extracting(Chunk::text)
        .contains(longer);
  }

  @Test
  void chineseIsCutBehindItsFullStops() {
    var chunks = small("窑里的温度很高。陶工等了三天，然后打开了门。".repeat(12));
    assertThat(chunks).hasSizeGreaterThan(3).allMatch(chunk -> chunk.text().endsWith("。"));
  }

  @Test
  void whatIsSeenAsOneCharacterIsNotParted() {
    var family = "👩‍👩‍👧‍👦";
    var accented = "e\u0301";
    var flag = "🇵🇹";
    for (var whole : List.of(family, accented, flag, "😀", "👍🏽")) {
      var chunks = small(whole.repeat(200));
      assertThat(chunks)
          .hasSizeGreaterThan(1)
          .allMatch(chunk -> chunk.text().replace(whole, "").isEmpty());
    }
  }

  @Test
  void logsAreCutBetweenLines() {
    var chunks = small("2026-03-04 12:00:01 kiln door open. Waiting for it to cool\n".repeat(40));
    assertThat(chunks)
        .allMatch(chunk -> chunk.text().startsWith("2026") && chunk.text().endsWith("cool"));
  }

  @Test
  void frontMatterIsData() {
    var chunks = markdown("---\ntitle: Kiln\ntags: [a]\n---\n# Kiln\n\nText.\n");
    assertThat(chunks.getFirst().codeLanguage()).contains("yaml");
    assertThat(chunks.getLast().headings()).containsExactly("Kiln");
  }

  @Test
  void windowsLinesAreLines() {
    assertThat(markdown(GUIDE.replace("\n", "\r\n"))).hasSameSizeAs(markdown(GUIDE));
    assertThat(markdown(GUIDE.replace("\n", "\r"))).hasSameSizeAs(markdown(GUIDE));
  }

  @Test
  void plainTextShowsTitlesByStandingAlone() {
    var chunks =
        plain(
            """
            FIRING LOG

            We began at dawn.

            2. The Second Day
            2 pots broke.

            2.1 The Door

            It stuck.

            Cooling
            -------
            It took a day.
            """);
    assertThat(chunks.stream().map(Chunk::headings))
        .containsExactly(
            List.of("FIRING LOG"),
            List.of("FIRING LOG", "2.1 The Door"),
            List.of("FIRING LOG", "Cooling"));
  }

  @Test
  void plainTextThatReadsLikeAProgramIsCode() {
    var program = "import os\n\n\ndef main():\n    # start\n    run();\n    return 0\n";
    assertThat(Chunks.of(program, DocumentFormat.AUTO).getLast().kind()).isEqualTo(ChunkKind.CODE);
  }

  @Test
  void theFormatIsToldByTheBeginning() {
    assertThat(FormatGuess.of(GUIDE)).isEqualTo(DocumentFormat.MARKDOWN);
    assertThat(FormatGuess.of("See **this** and [that](http://a.example).\n"))
        .isEqualTo(DocumentFormat.MARKDOWN);
    assertThat(FormatGuess.of("We met #3 at 5 ** 2 today.\n- one\n- two\n"))
        .isEqualTo(DocumentFormat.PLAIN);
    assertThat(FormatGuess.of("#!/bin/sh\n# start\ncd /tmp;\nrun {\n}\n"))
        .isEqualTo(DocumentFormat.PLAIN);
    assertThat(FormatGuess.of("")).isEqualTo(DocumentFormat.PLAIN);
  }

  @Test
  void showsNoContent() {
    assertThat(markdown("The door code is 4711.").getFirst().toString())
        .isEqualTo("Chunk[PROSE, Span[start=0, end=22], 0 headings]");
  }

  @Test
  void sizesHaveBounds() {
    assertThatThrownBy(() -> new ChunkSize(31, 64))
        .hasMessage("target must be at least 32, got 31");
    assertThatThrownBy(() -> new ChunkSize(32, 63)).hasMessage("most must be at least 64, got 63");
  }
}
