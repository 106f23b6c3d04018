package dev.engram.internal.remember;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.scope.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts on the same matter find each other, and only those. */
class ClaimsTest {
  @ParameterizedTest
  @CsvSource({
    "lives in, live in",
    "is married to, are married to",
    "was born in, is born in",
    "Has, have",
    "works  at, works at"
  })
  void formsOfOnePredicateAreOne(String one, String other) {
    assertThat(Claims.predicate(one)).isEqualTo(Claims.predicate(other));
  }

  @ParameterizedTest
  @CsvSource({"lives in, lives with", "likes, dislikes", "works at, works on", "is, has"})
  void predicatesThatMeanOtherThingsStayApart(String one, String other) {
    assertThat(Claims.predicate(one)).isNotEqualTo(Claims.predicate(other));
  }

  @ParameterizedTest
  @CsvSource({
    "the window seats, window seat",
    "Porto., porto",
    "'a green tea', green tea",
    "Ben's car, Ben car",
    "a lemon, lemons"
  })
  void articlesCaseAndInflectionDoNotTellObjectsApart(String one, String other) {
    assertThat(Claims.words(one)).isEqualTo(Claims.words(other));
  }

  @ParameterizedTest
  @CsvSource({
    "30 mg, 300 mg",
    "version 1.2, version 1.3",
    "green tea, black tea",
    "Ana, Anna",
    "C, C++",
    "5%, 5",
    "news, new",
    "-5, 5",
    "New York, York",
    "tea over coffee, coffee over tea"
  })
  void whatDiffersInContentStaysApart(String one, String other) {
    assertThat(Claims.words(one)).isNotEqualTo(Claims.words(other));
  }

  @Test
  void anObjectOfArticlesAloneKeepsThem() {
    assertThat(Claims.words("The")).containsExactly("the");
    assertThat(Claims.words("")).isEmpty();
  }

  @Test
  void noScopeSharesAKeyWithAnother() {
    long here = Claims.about(Scope.project("apollo"), "ana");
    assertThat(here).isNotEqualTo(Claims.about(Scope.project("gemini"), "ana"));
    assertThat(here).isEqualTo(Claims.about(Scope.project("apollo"), "ana"));
    assertThat(Claims.claim(here, "lives in")).isNotEqualTo(Claims.claim(here, "works in"));
  }
}
