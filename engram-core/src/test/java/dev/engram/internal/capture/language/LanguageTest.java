package dev.engram.internal.capture.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageTest {
  private static final Language LANGUAGE = new Language();

  private static List<String> sentences(String text) {
    return LANGUAGE.sentences(text).stream().map(span -> span.of(text)).toList();
  }

  private static List<String> words(String text) {
    return LANGUAGE.tokens(text, new Span(0, text.length())).stream().map(Token::text).toList();
  }

  @Test
  void fullStopsInsideWordsEndNoSentence() {
    assertThat(
            sentences(
                "Dr. Vance pays 3.50 for v2.1.0, e.g. at shop.example. It is fine... Really!"))
        .containsExactly(
            "Dr. Vance pays 3.50 for v2.1.0, e.g. at shop.example.", "It is fine...", "Really!");
  }

  @Test
  void linesItemsAndParagraphsArePartedAndCodeIsLeftOut() {
    assertThat(
            sentences(
                """
                # Title
                - first item
                2. second item

                A line that
                goes on.
                ```
                int x = 1;
                ```
                > quoted words here
                The end.\
                """))
        .containsExactly("first item", "second item", "A line that\ngoes on.", "The end.");
  }

  @Test
  void marksOfChineseAndPicturesEndSentences() {
    assertThat(sentences("我住在上海。我有猫！")).containsExactly("我住在上海。", "我有猫！");
    assertThat(sentences("I got the job 🎉🎉 We leave in May")).hasSize(2);
  }

  @Test
  void contractionsAreTheWordsTheyStandFor() {
    assertThat(words("I'm sure she won't, they've gone; it's late"))
        .containsExactly(
            "I", "am", "sure", "she", "will", "not", ",", "they", "have", "gone", ";", "it", "is",
            "late");
    assertThat(words("Ana's boat")).containsExactly("Ana", "'s", "boat");
  }

  @Test
  void verbFormsLeadToTheirBase() {
    Verbs verbs = LANGUAGE.verbs();
    assertThat(
            List.of("moved", "using", "switched", "planning", "studies", "went", "writes", "made"))
        .extracting(verbs::lemma)
        .containsExactly("move", "use", "switch", "plan", "study", "go", "write", "make");
    assertThat(List.of("go", "have", "study", "watch", "play", "use"))
        .extracting(verbs::third)
        .containsExactly("goes", "has", "studies", "watches", "plays", "uses");
  }

  @Test
  void spansOfTokensLieInTheText() {
    String text = "Well, I can't find my sister's keys (again) at home.";
    for (Token token : LANGUAGE.tokens(text, new Span(0, text.length()))) {
      assertThat(token.span().end()).isLessThanOrEqualTo(text.length());
      assertThat(token.span().length()).isPositive();
    }
  }
}
