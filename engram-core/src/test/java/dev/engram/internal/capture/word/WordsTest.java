package dev.engram.internal.capture.word;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.word.Word.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void cutsWordsWithTheirInnerMarks() {
    assertThat(texts("Ana's state-of-the-art C++ and Next.js, don't!"))
        .containsExactly("Ana's", "state-of-the-art", "C++", "and", "Next.js", ",", "don't", "!");
  }

  @Test
  void tellsAddressesFromWords() {
    List<Word> words =
        Words.of(
            "See https://a.org/x?y=1. Mail ana@b.org or @leo about src/main/App.java, and/or a"
                + " 24/7");
    assertThat(words)
        .filteredOn(w -> w.kind() == Kind.URL)
        .extracting(Word::text)
        .containsExactly("https://a.org/x?y=1");
    assertThat(words)
        .filteredOn(w -> w.kind() == Kind.EMAIL)
        .extracting(Word::text)
        .containsExactly("ana@b.org");
    assertThat(words)
        .filteredOn(w -> w.kind() == Kind.HANDLE)
        .extracting(Word::text)
        .containsExactly("@leo");
    assertThat(words)
        .filteredOn(w -> w.kind() == Kind.PATH)
        .extracting(Word::text)
        .containsExactly("src/main/App.java");
  }

  @Test
  void marksWhatStandsInABlockOfCode() {
    List<Word> words = Words.of("before\n```java\nInside\n```\nAfter");
    assertThat(words)
        .filteredOn(Word::code)
        .extracting(Word::text)
        .contains("Inside")
        .doesNotContain("After");
  }

  @Test
  void splitsScriptsApart() {
    assertThat(texts("我在用Kubernetes部署")).contains("Kubernetes");
  }

  @Test
  void tokensStandInOrderAndNeverOverlap() {
    for (String text : HostileTexts.large(2000)) {
      int end = 0;
      for (Word word : Words.of(text)) {
        assertThat(word.start()).isGreaterThanOrEqualTo(end);
        assertThat(word.end()).isGreaterThan(word.start());
        end = word.end();
      }
      assertThat(end).isLessThanOrEqualTo(text.length());
    }
  }

  private static List<String> texts(String text) {
    return Words.of(text).stream().map(Word::text).toList();
  }
}
