package dev.engram.internal.remember;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.remember.FactDraft.Cue;
import dev.engram.internal.remember.Supersession.Verdict;
import dev.engram.memory.Category;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Modality;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Source;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a new fact means for an old one: evidence closes, likeness does not. */
class SupersessionTest {
  private static final Instant THEN = Instant.parse("2025-03-01T12:00:00Z");
  private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
  private static final double ONE = 0.9;
  private static final double MANY = 0.05;
  private static final double UNKNOWN = 0.3;

  private static FactDraft fresh(String object, boolean negated, Modality modality, Cue cue) {
    return fresh(object, negated, modality, cue, false, NOW);
  }

  private static FactDraft fresh(
      String object, boolean negated, Modality modality, Cue cue, boolean event, Instant when) {
    return new FactDraft(
        "text",
        "Ana",
        "predicate",
        object,
        negated,
        modality,
        Category.FACT,
        0.8,
        0.5,
        Source.DERIVED,
        event,
        cue,
        Optional.of(TimeSpan.at(when)),
        when,
        when);
  }

  private static FactDraft says(String object) {
    return fresh(object, false, Modality.ACTUAL, new Cue.None());
  }

  private static Memory.Fact known(String object, boolean negated, Modality modality) {
    var traits =
        new Traits(
            new MemoryId(new UUID(1, 2)),
            Scope.project("apollo"),
            Category.FACT,
            "text",
            Optional.of(TimeSpan.at(THEN)),
            THEN,
            THEN,
            Optional.empty(),
            0.5,
            1,
            SecurityTier.CLEARTEXT,
            Source.DERIVED,
            MemoryState.ACTIVE,
            1,
            false,
            false);
    return new Memory.Fact(
        traits, "Ana", "predicate", object, 0.8, negated, modality, 1, Optional.empty());
  }

  private static Memory.Fact known(String object) {
    return known(object, false, Modality.ACTUAL);
  }

  private static Verdict judge(FactDraft fresh, Memory.Fact old, double single) {
    return Supersession.judge(fresh, old, true, single);
  }

  @Test
  void theSameObjectRestates() {
    assertThat(judge(says("the window seats"), known("window seats"), MANY))
        .isEqualTo(Verdict.RESTATES);
  }

  @Test
  void anotherObjectReplacesOnlyWhereOneValueIsSure() {
    assertThat(judge(says("Porto"), known("Lyon"), ONE)).isEqualTo(Verdict.REPLACES);
    assertThat(judge(says("Porto"), known("Lyon"), UNKNOWN)).isEqualTo(Verdict.BESIDE);
    assertThat(judge(says("React"), known("Rust"), MANY)).isEqualTo(Verdict.BESIDE);
  }

  @Test
  void moreDetailRefinesAndLessRestatesWhereOneValueIsSure() {
    assertThat(judge(says("Porto, Portugal"), known("Porto"), ONE)).isEqualTo(Verdict.REFINES);
    assertThat(judge(says("Porto"), known("Porto, Portugal"), ONE)).isEqualTo(Verdict.RESTATES);
    assertThat(judge(says("green tea"), known("tea"), MANY)).isEqualTo(Verdict.BESIDE);
  }

  @Test
  void theOppositeOfTheSameObjectReplaces() {
    FactDraft denied = fresh("vim", true, Modality.ACTUAL, new Cue.None());
    assertThat(judge(denied, known("vim"), MANY)).isEqualTo(Verdict.REPLACES);
    assertThat(judge(denied, known("Helix"), MANY)).isEqualTo(Verdict.BESIDE);
    assertThat(judge(says("vim"), known("vim", true, Modality.ACTUAL), MANY))
        .isEqualTo(Verdict.REPLACES);
  }

  @Test
  void wordsThatNameTheOldValueReplaceIt() {
    FactDraft switched = fresh("Helix", false, Modality.ACTUAL, new Cue.Replaces("vim"));
    assertThat(judge(switched, known("vim"), MANY)).isEqualTo(Verdict.REPLACES);
    assertThat(judge(switched, known("Emacs"), MANY)).isEqualTo(Verdict.BESIDE);
    assertThat(Supersession.judge(switched, known("vim"), false, MANY)).isEqualTo(Verdict.REPLACES);
  }

  @Test
  void newsReplacesAValueOfTheSameSort() {
    FactDraft news = fresh("78%", false, Modality.ACTUAL, new Cue.Updates());
    assertThat(judge(news, known("65%"), UNKNOWN)).isEqualTo(Verdict.REPLACES);
    assertThat(judge(news, known("good"), UNKNOWN)).isEqualTo(Verdict.BESIDE);
    assertThat(
            judge(fresh("Casa Lou", false, Modality.ACTUAL, new Cue.Updates()), known("Inn"), MANY))
        .isEqualTo(Verdict.REPLACES);
    assertThat(judge(fresh("fast", false, Modality.ACTUAL, new Cue.Updates()), known("old"), MANY))
        .isEqualTo(Verdict.BESIDE);
  }

  @Test
  void anotherNumberOfTheSameIsALaterCount() {
    assertThat(recounted("31 pages", "9 pages", "has")).isEqualTo(Verdict.REPLACES);
    assertThat(recounted("24 months", "18 months", "is kept for")).isEqualTo(Verdict.REPLACES);
    assertThat(recounted("2 cats", "3 dogs", "has")).isEqualTo(Verdict.BESIDE);
    assertThat(recounted("port 80", "port 443", "uses")).isEqualTo(Verdict.BESIDE);
  }

  private static Verdict recounted(String now, String before, String predicate) {
    FactDraft fresh = says(now);
    var counted =
        new FactDraft(
            fresh.text(),
            fresh.subject(),
            predicate,
            now,
            false,
            Modality.ACTUAL,
            fresh.category(),
            fresh.confidence(),
            fresh.importance(),
            fresh.source(),
            false,
            fresh.cue(),
            fresh.occurred(),
            fresh.since(),
            fresh.said());
    return judge(counted, known(before), MANY);
  }

  @Test
  void whatIsOverEndsWhatHeld() {
    FactDraft over = fresh("vim", false, Modality.FORMER, new Cue.Ends("vim"));
    assertThat(judge(over, known("vim"), MANY)).isEqualTo(Verdict.REPLACES);
    assertThat(judge(over, known("Helix"), MANY)).isEqualTo(Verdict.BESIDE);
  }

  @Test
  void aWishIsNoContradictionAndItsFulfilmentEndsIt() {
    FactDraft wish = fresh("Porto", false, Modality.DESIRED, new Cue.None());
    assertThat(judge(wish, known("Lyon"), ONE)).isEqualTo(Verdict.BESIDE);
    assertThat(judge(says("Porto"), known("Porto", false, Modality.DESIRED), ONE))
        .isEqualTo(Verdict.FULFILS);
    assertThat(judge(says("Porto"), known("Nice", false, Modality.POSSIBLE), ONE))
        .isEqualTo(Verdict.BESIDE);
  }

  @Test
  void eventsNeverContradictAndAreTheSameOnOneDayOnly() {
    FactDraft today = fresh("the gym", false, Modality.ACTUAL, new Cue.None(), true, NOW);
    FactDraft then = fresh("the gym", false, Modality.ACTUAL, new Cue.None(), true, THEN);
    assertThat(judge(today, known("gym"), ONE)).isEqualTo(Verdict.BESIDE);
    assertThat(judge(then, known("gym"), ONE)).isEqualTo(Verdict.RESTATES);
    assertThat(judge(today, known("pool"), ONE)).isEqualTo(Verdict.BESIDE);
  }

  @Test
  void nothingIsSameWithoutAnObject() {
    FactDraft empty = fresh("", false, Modality.ACTUAL, new Cue.None());
    assertThat(judge(empty, known("Porto"), ONE)).isEqualTo(Verdict.BESIDE);
  }
}
