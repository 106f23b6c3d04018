package dev.engram.internal.index.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.LexicalIndexException.Reason;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LexicalIndexTest {
  private final LexicalIndex index = LexicalIndex.empty(LexicalOptions.defaults());

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void findsWhatWasPutBeforeTheSearchBegan() {
    for (int ordinal = 0; ordinal < 300; ordinal++) {
      put(ordinal, "unique" + ordinal + "x common");

      assertThat(found("unique" + ordinal + "x")).containsExactly(ordinal);
    }
    assertThat(index.count()).isEqualTo(300);
  }

  @Test
  void replacesByOrdinal() {
    put(4, "lives in Lyon");
    found("lyon");
    put(4, "lives in Porto");

    assertThat(found("lyon")).isEmpty();
    assertThat(found("porto")).containsExactly(4);
    assertThat(index.count()).isEqualTo(1);
  }

  @Test
  void removesAndIgnoresTheUnknown() {
    put(1, "porto");
    put(2, "porto");
    index.remove(1);
    index.remove(99);

    assertThat(found("porto")).containsExactly(2);
    assertThat(index.count()).isEqualTo(1);
  }

  @Test
  void tellsEachTermsDocumentsAndFrequencies() {
    put(9, "red apple, red pear");
    put(3, "red pear");

    assertThat(Found.in(index, "apple red plum red").terms())
        .isEqualTo(Map.of("appl", Map.of(9, 1), "red", Map.of(3, 1, 9, 2), "plum", Map.of()));
    assertThat(Found.in(index, "pear red apple").terms().keySet())
        .containsExactly("pear", "red", "appl");
  }

  @Test
  void addsTextAndNamesUp() {
    index.put(new LexicalDocument(1, "ana and Ana moved", "Ana"));
    index.put(new LexicalDocument(2, "someone moved", "Ana"));
    index.put(new LexicalDocument(3, "ana stayed", "  "));

    assertThat(Found.in(index, "ana").terms()).isEqualTo(Map.of("ana", Map.of(1, 3, 2, 1, 3, 1)));
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

    assertThat(found(whole)).containsExactly(1);
    assertThat(found(part)).containsExactly(1);
  }

  @Test
  void usesStopWordsWhenThereIsNothingElse() {
    put(1, "to be or not to be");
    put(2, "nobody");

    assertThat(Found.in(index, "to be").terms())
        .isEqualTo(Map.of("to", Map.of(1, 2), "be", Map.of(1, 2)));
    assertThat(Found.in(index, "to be Hamlet").terms()).isEqualTo(Map.of("hamlet", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \t\n", "?!... -- ()", "\uD800", "\u200B\u0301"})
  void saysThatThereAreNoTerms(String text) {
    put(1, "something");

    assertThat(Found.in(index, text)).isEqualTo(new Found(Map.of(), 0, true));
  }

  @Test
  void knowsNoTermsFromNoMatches() {
    assertThat(Found.in(index, "something").noTerms()).isFalse();
    put(1, "something");

    assertThat(Found.in(index, "else").noTerms()).isFalse();
    assertThat(Found.in(index, "something", OrdinalFilter.of()))
        .isEqualTo(new Found(Map.of("someth", Map.of()), 0, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a AND b",
        "OR",
        "NOT apple",
        "apple*",
        "words:apple",
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

    assertThat(found(text)).doesNotContain(2);
    assertThat(found("apple*")).containsExactly(1);
    assertThat(found("NEAR")).containsExactly(1);
  }

  @Test
  void takesLoneSurrogates() {
    put(1, "broken \uD83D pair \uDE00 apple");

    assertThat(found("apple \uD83D")).containsExactly(1);
    assertThat(found("\uDE00pair\uD83D")).containsExactly(1);
  }

  @Test
  void boundsAHugeQueryAndSaysSo() {
    String words = words("w", 1_100);
    put(0, words);
    put(1, "one two");
    String megabyte = (words + " ").repeat(1 + (1 << 20) / words.length());
    var huge = Found.in(index, megabyte);

    assertThat(huge.terms()).hasSize(64);
    assertThat(huge.ordinals()).contains(0);
    assertThat(huge.droppedTerms()).isEqualTo(1_100 - 64);
    assertThat(Found.in(index, "one two three").droppedTerms()).isZero();
    assertThat(Found.in(index, "absent ".repeat(150_000)).ordinals()).isEmpty();
  }

  @Test
  void takesADocumentOfAMegabyte() {
    put(1, "first " + "filler ".repeat(150_000) + "last");
    put(2, "small");

    assertThat(found("first")).containsExactly(1);
    assertThat(found("last")).as("beyond what is indexed").isEmpty();
    assertThat(Found.in(index, "filler").frequency("filler", 1)).isBetween(37_000, 38_000);
  }

  @Test
  void keepsTheTermsThatTheFewestAllowedDocumentsHold() {
    for (int ordinal = 0; ordinal < 20; ordinal++) {
      put(ordinal, words("c", 100));
    }
    put(77, "pin rare");
    put(78, "rare");
    for (int ordinal = 100; ordinal < 150; ordinal++) {
      put(ordinal, "pin"); // frequent, but not among what is allowed
    }
    String query = words("absent", 30) + " " + words("c", 100) + " rare pin";
    var allowed = OrdinalFilter.below(100);
    var kept = Found.in(index, query, allowed);

    assertThat(kept.terms().keySet())
        .startsWith(Corpus.word("c", 0), Corpus.word("c", 1))
        .endsWith(Corpus.word("c", 61), "rare", "pin")
        .hasSize(64);
    assertThat(kept.terms()).containsEntry("pin", Map.of(77, 1));
    assertThat(kept.droppedTerms()).isEqualTo(132 - 64);
    for (int ordinal = 100; ordinal < 150; ordinal++) {
      index.remove(ordinal);
    }
    assertThat(Found.in(index, query, allowed)).isEqualTo(kept);
  }

  @Test
  void fillsUpWithTermsThatNothingHolds() {
    put(1, "apple");
    var kept = Found.in(index, words("absent", 70) + " apple");

    assertThat(kept.terms()).hasSize(64).containsEntry("appl", Map.of(1, 1));
    assertThat(kept.terms().keySet())
        .startsWith(Corpus.word("absent", 0))
        .contains(Corpus.word("absent", 62), "appl");
  }

  @Test
  void countsItsBytes() {
    long before = index.ramBytes();
    for (int ordinal = 0; ordinal < 5_000; ordinal++) {
      put(ordinal, "word" + ordinal + " and a few more words");
    }
    found("words");

    assertThat(index.ramBytes() - before).isBetween(50_000L, 20_000_000L);
  }

  @Test
  void anInterruptedCallerBreaksNothing() {
    Thread.currentThread().interrupt();
    try {
      put(1, "apple");
      assertThat(found("apple")).containsExactly(1);
      assertThat(index.image().files()).isNotEmpty();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    put(2, "apple");
    assertThat(found("apple")).containsExactly(1, 2);
  }

  @Test
  void refusesUseAfterClose() {
    put(1, "apple");
    index.close();
    index.close();

    assertThatThrownBy(() -> found("apple")).extracting("reason").isEqualTo(Reason.CLOSED);
    assertThatThrownBy(() -> put(2, "pear")).extracting("reason").isEqualTo(Reason.CLOSED);
    assertThatThrownBy(index::image).extracting("reason").isEqualTo(Reason.CLOSED);
    assertThatThrownBy(index::fingerprint).extracting("reason").isEqualTo(Reason.CLOSED);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> put(-1, "x")).hasMessageContaining("-1");
    assertThatThrownBy(() -> put(5, " ")).hasMessageContaining("5");
  }

  private void put(int ordinal, String text) {
    index.put(LexicalDocument.of(ordinal, text));
  }

  private Set<Integer> found(String text) {
    return Found.in(index, text).ordinals();
  }

  private static String words(String stem, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Corpus.word(stem, i))
        .collect(Collectors.joining(" "));
  }
}
