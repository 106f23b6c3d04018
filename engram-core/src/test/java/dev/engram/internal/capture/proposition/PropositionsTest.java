package dev.engram.internal.capture.proposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.language.Language;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PropositionsTest {
  private static final Propositions PROPOSITIONS = new Propositions(new Language());

  private static List<Proposition> said(String speaker, String text) {
    return PROPOSITIONS.in(
        new Utterance(text, Optional.of(speaker), Optional.empty(), Instant.EPOCH, ZoneOffset.UTC));
  }

  private static List<String> texts(String speaker, String text) {
    return said(speaker, text).stream().map(Proposition::text).toList();
  }

  private static String triple(String speaker, String text) {
    return said(speaker, text).stream()
        .map(fact -> fact.subject() + "|" + fact.predicate() + "|" + fact.object())
        .findFirst()
        .orElse("");
  }

  private static Proposition only(String speaker, String text) {
    assertThat(said(speaker, text)).hasSize(1);
    return said(speaker, text).getFirst();
  }

  @Test
  void everyClauseOfAMessageIsAFactOfItsOwn() {
    assertThat(
            texts(
                "user",
                "I use Rust for the backend and React for the frontend. I've been coding for 10"
                    + " years."))
        .containsExactly(
            "User uses Rust for the backend.",
            "User uses React for the frontend.",
            "User has been coding for 10 years.");
  }

  @Test
  void coordinatedObjectsAreFactsOfTheirOwn() {
    assertThat(texts("Ana", "I speak Italian and Greek."))
        .containsExactly("Ana speaks Italian.", "Ana speaks Greek.");
  }

  @Test
  void theFirstPersonBecomesTheSpeaker() {
    assertThat(texts("Ana", "My brother drives a tram and I don't own a car."))
        .containsExactly("Ana's brother drives a tram.", "Ana does not own a car.");
  }

  @Test
  void attributesKeepWhoseTheyAre() {
    assertThat(triple("Ana", "My dog is called Toby.")).isEqualTo("Ana's dog|is named|Toby");
    assertThat(triple("Ana", "My favourite colour is blue."))
        .isEqualTo("Ana's favourite colour|is|blue");
    assertThat(triple("Ana", "I'm allergic to peanuts.")).isEqualTo("Ana|is allergic to|peanuts");
  }

  @Test
  void aMoveIsWhereSomebodyLivesNow() {
    Proposition fact = only("Ana", "I moved from Lyon to Porto in March.");
    assertThat(fact.predicate()).isEqualTo("lives in");
    assertThat(fact.object()).isEqualTo("Porto");
    assertThat(fact.change()).contains(new Change.Replaces("Lyon"));
    assertThat(fact.text()).isEqualTo("Ana moved from Lyon to Porto in March.");
  }

  @Test
  void figuresThatChangeAreStates() {
    assertThat(triple("user", "Test coverage has reached 78%.")).isEqualTo("Test coverage|is|78%");
    Proposition moved = only("user", "We changed the deadline from April 5 to April 12.");
    assertThat(moved.subject()).isEqualTo("deadline");
    assertThat(moved.object()).isEqualTo("April 12");
    assertThat(moved.change()).contains(new Change.Replaces("April 5"));
  }

  @Test
  void whatIsOverIsFormer() {
    Proposition fact = only("user", "I no longer use vim.");
    assertThat(fact.modality()).isEqualTo(Modality.FORMER);
    assertThat(fact.change()).contains(new Change.Ends("vim"));
    assertThat(only("user", "I used to live in Lyon.").modality()).isEqualTo(Modality.FORMER);
    assertThat(only("user", "I gave up coffee.").change()).contains(new Change.Ends("coffee"));
  }

  @Test
  void modalityIsKept() {
    assertThat(only("Ana", "I want to learn Greek.").modality()).isEqualTo(Modality.DESIRED);
    assertThat(only("Ana", "I'm going to sell the boat.").modality()).isEqualTo(Modality.INTENDED);
    assertThat(only("Ana", "I must renew my passport.").modality()).isEqualTo(Modality.OBLIGED);
    assertThat(only("Ana", "The server might need a disk.").modality())
        .isEqualTo(Modality.POSSIBLE);
    assertThat(only("Ana", "My cousin is coming on the 16th.").modality())
        .isEqualTo(Modality.INTENDED);
  }

  @Test
  void negationIsKeptApart() {
    Proposition fact = only("Ana", "I don't eat meat.");
    assertThat(fact.negated()).isTrue();
    assertThat(fact.predicate()).isEqualTo("eats");
    assertThat(fact.text()).isEqualTo("Ana does not eat meat.");
    assertThat(only("Ana", "I have no siblings.").negated()).isTrue();
  }

  @Test
  void whatIsAskedToBeKeptIsExplicit() {
    Proposition fact = only("user", "Remember that my locker is 214.");
    assertThat(fact.explicit()).isTrue();
    assertThat(fact.confidence()).isEqualTo(1);
    assertThat(fact.object()).isEqualTo("214");
    assertThat(only("user", "Please remember to water the fern.").modality())
        .isEqualTo(Modality.OBLIGED);
  }

  @Test
  void standingInstructionsBindTheAssistant() {
    Proposition always = only("user", "Always answer in French.");
    assertThat(always.category()).isEqualTo(Category.INSTRUCTION);
    assertThat(always.subject()).isEqualTo("Assistant");
    Proposition never = only("user", "Never use tabs.");
    assertThat(never.negated()).isTrue();
    assertThat(never.object()).isEqualTo("tabs");
    assertThat(said("user", "Write a sorting function in Go.")).isEmpty();
  }

  @Test
  void pronounsTakeTheOnlyFittingNameOfTheTurn() {
    assertThat(texts("Ana", "My sister Marta lives in Turin. She teaches maths."))
        .contains("Marta teaches maths.");
    assertThat(said("Ana", "She teaches maths.")).isEmpty();
  }

  @Test
  void relativeClausesAreFactsOfWhatTheyHangOn() {
    assertThat(texts("Ana", "I have a sister who lives in Turin."))
        .contains("Ana's sister lives in Turin.");
  }

  @Test
  void whatIsNotAssertedIsNoFact() {
    for (String text :
        List.of(
            "Do you live in Porto?",
            "If I had a million I would buy a boat.",
            "Thanks so much!",
            "I wish I lived in Rome.",
            "Hi there, how are you?",
            "You should use an index.",
            "I wonder whether the shop is open.")) {
      assertThat(said("Ana", text)).as(text).isEmpty();
    }
  }

  @Test
  void theAssertedPartBeforeAQuestionCounts() {
    assertThat(texts("user", "I'm working on a compiler, can you help me?"))
        .containsExactly("User is working on a compiler.");
  }

  @Test
  void adviceOfAnAssistantIsNoFact() {
    assertThat(said("assistant", "You should use Rust. Paris is the capital of France.")).isEmpty();
    Proposition repeated = only("assistant", "You mentioned you live in Porto.");
    assertThat(repeated.subject()).isEqualTo("User");
    assertThat(repeated.confidence()).isLessThan(0.5);
  }

  @Test
  void chatShorthandIsRead() {
    assertThat(texts("wei", "im vegan and i dont drink, ive got 2 cats"))
        .contains("wei is vegan.", "wei has got 2 cats.");
  }

  @Test
  void codeAndLogsAreNoTalk() {
    assertThat(
            said(
                "user",
                """
                ```java
                int I = have("a dog");
                ```
                2026-03-02T10:00:00 INFO the server is up
                    at dev.Main.run(Main.java:12)
                {"user": "has a dog"}
                """))
        .isEmpty();
  }

  @Test
  void otherLanguagesGiveNothing() {
    for (String text :
        List.of(
            "Ich wohne in Berlin und habe zwei Katzen.",
            "J'habite à Lyon et je travaille dans une banque.",
            "Vivo en Madrid y tengo un perro.",
            "我住在上海，我有两只猫。",
            "أعيش في القاهرة ولدي قطتان.",
            "Я живу в Москве и работаю врачом.")) {
      assertThat(said("Ana", text)).as(text).isEmpty();
    }
  }

  @Test
  void sourceSpansPointAtTheClause() {
    String text = "Well, nice weather. I moved to Ghent in May, and I sold the van.";
    assertThat(said("Ana", text).stream().map(fact -> fact.source().of(text)))
        .containsExactly("I moved to Ghent in May", "I sold the van");
  }
}
