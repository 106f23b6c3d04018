package dev.engram.internal.capture.proposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.language.Language;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.memory.Modality;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Notes and chat that leave words out, or point back to what was named in passing. */
class NotesTest {
  private static final Propositions PROPOSITIONS = new Propositions(new Language());

  private static List<Proposition> said(String text) {
    return PROPOSITIONS.in(
        new Utterance(text, Optional.of("Ana"), Optional.empty(), Instant.EPOCH, ZoneOffset.UTC));
  }

  private static List<String> triples(String text) {
    return said(text).stream()
        .map(fact -> fact.subject() + "|" + fact.predicate() + "|" + fact.object())
        .toList();
  }

  @Test
  void aNoteWithoutAVerbIsAState() {
    assertThat(triples("The report is long, invoice due on Friday and I like it."))
        .contains("invoice|is|due on Friday");
  }

  @Test
  void aNoteWithoutASubjectIsTheSpeakers() {
    assertThat(triples("I sold the car, only drinking tea now.")).contains("Ana|drinks|tea");
    assertThat(triples("My bike has a flat tyre, only have a scooter."))
        .contains("Ana|has|scooter");
  }

  @Test
  void aVerbWithoutAnObjectIsItsOwnObject() {
    assertThat(triples("My old printer never works."))
        .containsExactly("Ana's old printer|works|work");
    assertThat(triples("The lift doesn't work.")).containsExactly("lift|works|work");
    assertThat(said("I cannot swim any more.").getFirst().modality()).isEqualTo(Modality.FORMER);
  }

  @Test
  void theSamePrepositionGivesTwoFacts() {
    assertThat(triples("I live in Oslo and also in Rome."))
        .containsExactly("Ana|lives in|Oslo", "Ana|lives in|Rome");
  }

  @Test
  void whatAFragmentNamesCanBeMeant() {
    assertThat(triples("The rowing club at the lake. It trains on Tuesdays."))
        .containsExactly("rowing club|trains on|Tuesdays");
    assertThat(triples("The cheese is from my uncle, he has a farm near Bern."))
        .contains("Ana's uncle|has|farm near Bern");
  }

  @Test
  void aFigureOfBeforeIsFormer() {
    assertThat(said("My rent is 800 euros, was 720.").getLast().modality())
        .isEqualTo(Modality.FORMER);
  }

  @Test
  void whatSomebodyWantsNoneOfIsAnInstruction() {
    Proposition fact = said("No shoes in the hall please.").getFirst();
    assertThat(fact.negated()).isTrue();
    assertThat(fact.modality()).isEqualTo(Modality.OBLIGED);
    assertThat(fact.object()).isEqualTo("shoes in the hall");
  }
}
