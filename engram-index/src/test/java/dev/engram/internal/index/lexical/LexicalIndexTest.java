package dev.engram.internal.index.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.LexicalIndexException.Reason;
import dev.engram.internal.index.lexical.analysis.AnalyzerOptions;
import dev.engram.internal.index.lexical.analysis.Stemming;
import dev.engram.internal.index.lexical.analysis.StopWords;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LexicalIndexTest {
  private static final OrdinalFilter ALL = OrdinalFilter.below(10_000);

  private final LexicalIndex index = LexicalIndex.empty(LexicalOptions.defaults());

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void findsWhatWasPutBeforeTheSearchBegan() {
    for (int ordinal = 0; ordinal < 300; ordinal++) {
      put(ordinal, "unique" + ordinal + "x common");

      assertThat(search("unique" + ordinal + "x").ordinals()).contains(ordinal);
    }
    assertThat(index.count()).isEqualTo(300);
  }

  @Test
  void replacesByOrdinal() {
    put(4, "lives in Lyon");
    search("lyon");
    put(4, "lives in Porto");

    assertThat(search("lyon").size()).isZero();
    assertThat(search("porto").ordinals()).containsExactly(4);
    assertThat(index.count()).isEqualTo(1);
  }

  @Test
  void removesAndIgnoresTheUnknown() {
    put(1, "porto");
    put(2, "porto");
    index.remove(1);
    index.remove(99);

    assertThat(search("porto").ordinals()).containsExactly(2);
    assertThat(index.count()).isEqualTo(1);
  }

  @Test
  void ranksTheRarerWordFirstAndTiesByOrdinal() {
    put(9, "red apple");
    put(3, "red pear");
    put(5, "red pear");
    put(7, "red plum");
    put(8, "red plum");
    put(2, "red plum");

    assertThat(search("red apple pear").ordinals()).containsExactly(9, 3, 5, 2, 7, 8);
    assertThat(index.search(LexicalQuery.of("plum"), 2, ALL).ordinals()).containsExactly(2, 7);
  }

  @ParameterizedTest
  @CsvSource({
    "call foo_bar now,foo_bar,foo",
    "edit file.rs,file.rs,rs",
    "ping @user,@user,user",
    "about #tag,#tag,tag",
    "in /etc/x.conf,/etc/x.conf,x.conf",
    "C:\\dir\\x.txt,C:\\dir\\x.txt,dir",
    "https://example.org/path,https://example.org/path,example.org",
    "mail ana@example.org,ana@example.org,ana",
    "version 1.2.3,1.2.3,1.2.3",
    "order-1234,order-1234,1234",
    "getUserName,getusername,name",
    "Café Zoë,cafe,zoe",
    "昨日は東京へ行った,東京,行",
  })
  void findsByTheWholeAndByPart(String text, String whole, String part) {
    put(1, text);
    put(2, "nothing of the kind");

    assertThat(search(whole).ordinals()).containsExactly(1);
    assertThat(search(part).ordinals()).containsExactly(1);
  }

  @Test
  void ranksTheWholeAboveItsParts() {
    put(1, "order number 1234 and order 1234 again");
    put(2, "see order-1234");

    assertThat(search("order-1234").ordinals()).containsExactly(2, 1);
  }

  @Test
  void usesStopWordsWhenThereIsNothingElse() {
    put(1, "to be or not to be");
    put(2, "nobody");

    assertThat(search("to be").ordinals()).containsExactly(1);
    assertThat(index.termsOf("to be")).containsExactly("to", "be");
    assertThat(index.termsOf("to be Hamlet")).containsExactly("hamlet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \t\n", "?!... -- ()", "\uD800", "\u200B\u0301"})
  void saysThatThereAreNoTerms(String text) {
    put(1, "something");

    assertThat(search(text).noTerms()).isTrue();
    assertThat(search(text).size()).isZero();
  }

  @Test
  void knowsNoTermsFromNoMatches() {
    assertThat(search("something").noTerms()).isFalse();
    put(1, "something");
    assertThat(search("else").noTerms()).isFalse();
    assertThat(index.search(LexicalQuery.of("something"), 5, OrdinalFilter.of()).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a AND b",
        "OR",
        "NOT apple",
        "apple*",
        "text:apple",
        "\"apple",
        "(((",
        "NEAR/3",
        "+apple -pear",
        "apple~2^4",
        "[a TO b]",
        "/.*/",
        "\\",
        "{!}",
        "apple\0pear"
      })
  void takesQuerySyntaxForWords(String text) {
    put(1, "apple or near pear");
    put(2, "plum");

    assertThat(search(text).ordinals()).doesNotContain(2);
    assertThat(search("apple*").ordinals()).containsExactly(1);
    assertThat(search("NEAR").ordinals()).containsExactly(1);
  }

  @Test
  void takesLoneSurrogates() {
    put(1, "broken \uD83D pair \uDE00 apple");

    assertThat(search("apple \uD83D").ordinals()).containsExactly(1);
    assertThat(search("\uDE00pair\uD83D").ordinals()).containsExactly(1);
  }

  @Test
  void boundsAHugeQueryAndSaysSo() {
    String words =
        IntStream.range(0, 1_100).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    put(0, words);
    put(1, "w1 w2");
    var hits = search((words + " ").repeat(200));

    assertThat(hits.ordinals()).contains(0);
    assertThat(hits.droppedTerms()).isGreaterThan(1_000);
    assertThat(search("w1 w2 w3").droppedTerms()).isZero();
    assertThat(search("absent ".repeat(150_000)).size()).isZero();
  }

  @Test
  void keepsTheRarestTerms() {
    for (int ordinal = 0; ordinal < 20; ordinal++) {
      put(ordinal, IntStream.range(0, 100).mapToObj(i -> "c" + i).collect(Collectors.joining(" ")));
    }
    put(77, "needle");
    var query = IntStream.range(0, 100).mapToObj(i -> "c" + i).collect(Collectors.joining(" "));

    var hits = search(query + " needle");
    assertThat(hits.ordinals()).contains(77);
    assertThat(hits.droppedTerms()).isPositive();
  }

  @Test
  void weighsFields() {
    index.put(new LexicalDocument(1, "moved house", "", "Ana", ""));
    index.put(new LexicalDocument(2, "ana stayed", "", "Bob", ""));
    index.put(new LexicalDocument(3, "something", "ana came", "", "march"));

    assertThat(weighted(1, 0, 0, 0).ordinals()).containsExactly(2);
    assertThat(weighted(1, 0, 0.1f, 0).ordinals()).containsExactly(2, 1);
    assertThat(weighted(0.1f, 0, 1, 0).ordinals()).containsExactly(1, 2);
    assertThat(weighted(0, 1, 0, 0).ordinals()).containsExactly(3);
    assertThat(weighted(0, 0, 0, 1).ordinals()).isEmpty();
  }

  @Test
  void combinesFieldsBySumOrBest() {
    index.put(new LexicalDocument(1, "ana", "", "ana", ""));
    index.put(new LexicalDocument(2, "ana", "", "bob", ""));
    var defaults = Scoring.defaults();
    var weights = new FieldWeights(1, 0, 0.1f, 0);
    var best = new Scoring(defaults.bm25(), weights, FieldCombination.BEST, defaults.proximity());

    assertThat(search("ana").ordinals()).containsExactly(1, 2);
    assertThat(search("ana").scores()[0]).isGreaterThan(search("ana").scores()[1]);
    float[] scores = index.search(new LexicalQuery("ana", best), 5, ALL).scores();
    assertThat(scores[0]).isEqualTo(scores[1]);
  }

  @Test
  void prefersNearWordsWhenAsked() {
    var options =
        new LexicalOptions(
            new AnalyzerOptions(Stemming.NONE, StopWords.DROPPED_FROM_QUERIES), true);
    var defaults = Scoring.defaults();
    var near =
        new Scoring(defaults.bm25(), defaults.weights(), FieldCombination.SUM, new Proximity(1, 2));
    try (var positions = LexicalIndex.empty(options)) {
      positions.put(LexicalDocument.of(1, "window one two three four five six seat"));
      positions.put(LexicalDocument.of(2, "one two three window seat four five six"));

      assertThat(positions.search(LexicalQuery.of("window seat"), 5, ALL).ordinals())
          .containsExactly(1, 2);
      assertThat(positions.search(new LexicalQuery("window seat", near), 5, ALL).ordinals())
          .containsExactly(2, 1);
    }
    assertThatThrownBy(() -> index.search(new LexicalQuery("window seat", near), 5, ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positions");
  }

  @Test
  void countsItsBytes() {
    long before = index.ramBytes();
    for (int ordinal = 0; ordinal < 5_000; ordinal++) {
      put(ordinal, "word" + ordinal + " and a few more words");
    }
    search("words");

    assertThat(index.ramBytes() - before).isBetween(50_000L, 20_000_000L);
  }

  @Test
  void anInterruptedCallerBreaksNothing() {
    Thread.currentThread().interrupt();
    try {
      put(1, "apple");
      assertThat(search("apple").ordinals()).containsExactly(1);
      assertThat(index.image().files()).isNotEmpty();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    put(2, "apple");
    assertThat(search("apple").ordinals()).containsExactly(1, 2);
  }

  @Test
  void refusesUseAfterClose() {
    put(1, "apple");
    index.close();
    index.close();

    assertThatThrownBy(() -> search("apple")).extracting("reason").isEqualTo(Reason.CLOSED);
    assertThatThrownBy(() -> put(2, "pear")).extracting("reason").isEqualTo(Reason.CLOSED);
    assertThatThrownBy(index::image).extracting("reason").isEqualTo(Reason.CLOSED);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> put(-1, "x")).hasMessageContaining("-1");
    assertThatThrownBy(() -> put(5, " ")).hasMessageContaining("5");
    assertThatThrownBy(() -> index.search(LexicalQuery.of("x"), 0, ALL)).hasMessageContaining("0");
    assertThatThrownBy(() -> new FieldWeights(0, 0, 0, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new FieldWeights(1, Float.NaN, 0, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Bm25(1, 2)).hasMessageContaining("2.0");
  }

  private void put(int ordinal, String text) {
    index.put(LexicalDocument.of(ordinal, text));
  }

  private LexicalHits search(String text) {
    return index.search(LexicalQuery.of(text), 1_000, ALL);
  }

  private LexicalHits weighted(float text, float context, float who, float when) {
    var scoring = Scoring.defaults().withWeights(new FieldWeights(text, context, who, when));
    return index.search(new LexicalQuery("ana", scoring), 10, ALL);
  }
}
