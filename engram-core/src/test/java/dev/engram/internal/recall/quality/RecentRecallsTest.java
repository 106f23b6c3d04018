package dev.engram.internal.recall.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.query.RecallId;
import dev.engram.query.Verdict;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RecentRecallsTest {
  private static final Asker REX = Asker.of(Principal.agent("rex"));
  private static final Question QUESTION = Question.of("where?", Optional.empty());
  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  @Test
  void ndcgIsAgainstWhatHelped() {
    List<Integer> roots = List.of(10, 11, 12);
    assertThat(RecentRecalls.ndcg(roots, Map.of(10, Verdict.HELPFUL))).isEqualTo(1, EXACT);
    assertThat(RecentRecalls.ndcg(roots, Map.of(12, Verdict.HELPFUL))).isEqualTo(0.5, EXACT);
    assertThat(RecentRecalls.ndcg(roots, Map.of(99, Verdict.HELPFUL))).isZero();
    assertThat(RecentRecalls.ndcg(roots, Map.of(10, Verdict.UNHELPFUL))).isZero();
    assertThat(RecentRecalls.ndcg(roots, Map.of(10, Verdict.HELPFUL, 11, Verdict.HELPFUL)))
        .isEqualTo(1, EXACT);
    assertThat(RecentRecalls.ndcg(roots, Map.of(10, Verdict.HELPFUL, 99, Verdict.HELPFUL)))
        .isEqualTo(1 / (1 + Math.log(2) / Math.log(3)), EXACT);
  }

  @Test
  void aLaterJudgementOfAMemoryTakesThePlaceOfTheEarlier() {
    var recent = new RecentRecalls(1);
    RecallId id = recent.add(5, REX, QUESTION, List.of(10, 11));
    assertThat(recent.judged(id, REX, 10, Verdict.UNHELPFUL).orElseThrow().ndcg()).hasValue(0);
    var graded = recent.judged(id, REX, 10, Verdict.HELPFUL).orElseThrow();
    assertThat(graded.ndcg()).hasValue(1);
    assertThat(graded.memories()).isOne();
    assertThat(graded.seq()).isEqualTo(5);
  }

  @Test
  void theOldestAnswerIsForgottenFirst() {
    var recent = new RecentRecalls(1);
    RecallId first = recent.add(0, REX, QUESTION, List.of());
    RecallId second = recent.add(1, REX, QUESTION, List.of());
    for (int i = 2; i < RecentRecalls.KEPT + 1; i++) {
      recent.add(i, REX, QUESTION, List.of());
    }
    assertThat(recent.question(first, REX)).isEmpty();
    assertThat(recent.judged(first, REX, 10, Verdict.HELPFUL)).isEmpty();
    assertThat(recent.question(second, REX)).contains(QUESTION);
  }
}
