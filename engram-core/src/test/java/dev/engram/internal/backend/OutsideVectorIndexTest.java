package dev.engram.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.FakeBackend;
import dev.engram.Seed;
import dev.engram.health.BackendHealth.Phase;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.SearchBudget;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.spi.BackendFailedException;
import dev.engram.spi.BackendHit;
import dev.engram.spi.BackendTrust;
import dev.engram.spi.BackendUnavailableException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutsideVectorIndexTest {
  private final HandLater later = new HandLater();
  private final Shadowed shadowed = new Shadowed(later, Seed.random("outside stores"));
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void close() {
    released.countDown();
    shadowed.close();
  }

  private FakeBackend filled(int last) {
    shadowed.putUpTo(last);
    FakeBackend backend = shadowed.use("fake");
    later.settle();
    return backend;
  }

  private void stall(FakeBackend backend, String which) {
    backend.before(call -> {
      while (call.equals(which) && released.getCount() > 0) {
        try {
          released.await();
        } catch (InterruptedException stubborn) {
          // a store that does not heed it
        }
      }
    });
  }

  private void sameAsBuiltIn(float[] question, int k, OrdinalFilter filter, String path) {
    VectorHits own = shadowed.builtIn.search(question, k, filter);
    VectorHits hits = shadowed.index.search(question, k, filter);
    assertThat(hits.ordinals()).isEqualTo(own.ordinals());
    assertThat(hits.scores()).isEqualTo(own.scores());
    assertThat(hits.path()).isEqualTo(path);
  }

  private void sameAsBuiltIn(String path) {
    sameAsBuiltIn(shadowed.vector(), 10, OrdinalFilter.below(100_000), path);
  }

  @Test
  void answersByTheStoreOnceItIsFull() {
    FakeBackend backend = filled(99);
    assertThat(backend.held()).hasSize(100);
    assertThat(shadowed.health().phase()).isEqualTo(Phase.ACTIVE);
    for (int i = 0; i < 20; i++) {
      sameAsBuiltIn("fake");
    }
    assertThat(shadowed.health().answered()).isEqualTo(20);
    assertThat(shadowed.health().faults()).isZero();
  }

  @Test
  void theFilterIsAskedForAndKept() {
    FakeBackend backend = filled(99);
    var third = OrdinalFilter.of(IntStream.range(0, 33).map(i -> 3 * i).toArray());
    sameAsBuiltIn(shadowed.vector(), 10, third, "fake");
    var asked = backend.questions().getLast().allowed();
    assertThat(asked.count()).isEqualTo(33);
    assertThat(asked.next(1)).isEqualTo(3);
    assertThat(asked.next(97)).isEqualTo(-1);
    assertThat(asked.contains(4)).isFalse();
    assertThat(asked.contains(-3)).isFalse();
  }

  @Test
  void theBuiltInIndexAnswersUntilTheStoreIsFull() {
    shadowed.putUpTo(50);
    FakeBackend backend = shadowed.use("fake");
    later.step(); // begun
    later.step(); // the first batch
    assertThat(shadowed.health().phase()).isEqualTo(Phase.FILLING);
    assertThat(shadowed.health().waiting()).isEqualTo(51 - 16);
    sameAsBuiltIn("flat");
    assertThat(backend.questions()).isEmpty();
    later.settle();
    sameAsBuiltIn("fake");
  }

  @Test
  void whatWasPutOrRemovedIsKnownBeforeTheStoreHeardOfIt() {
    FakeBackend backend = filled(99);
    shadowed.put(200);
    shadowed.index.remove(7);
    assertThat(backend.held()).containsKey(7).doesNotContainKey(200);
    float[] question = shadowed.first(200);
    sameAsBuiltIn(question, 10, OrdinalFilter.below(100_000), "fake");
    assertThat(shadowed.search(question, 1).ordinals()).containsExactly(200);
    sameAsBuiltIn(shadowed.first(7), 100, OrdinalFilter.below(100_000), "fake");

    later.settle();
    assertThat(backend.held()).containsKey(200).doesNotContainKey(7);
    assertThat(shadowed.health().faults()).isZero();
  }

  @Test
  void aStoreThatIsFarBehindIsNotAsked() {
    FakeBackend backend = filled(9);
    int asked = backend.questions().size();
    for (int ordinal = 0; ordinal <= AttachedBackend.UNHEARD; ordinal++) {
      shadowed.put(ordinal);
    }
    sameAsBuiltIn("fake>flat");
    assertThat(backend.questions()).hasSize(asked);
    assertThat(shadowed.health().refused()).isEqualTo(1);
  }

  @Test
  void aStoreThatStallsCostsThreeTimeOutsAndThenNothing() {
    shadowed.putUpTo(99);
    FakeBackend backend =
        shadowed.use("fake", BackendTrust.VERIFIED, o -> o.withSearchTime(Duration.ofMillis(5)));
    later.settle();
    stall(backend, "search");
    for (int i = 0; i < 20; i++) {
      sameAsBuiltIn("fake>flat");
    }
    assertThat(backend.questions()).hasSize(Breaker.FAULTS);
    assertThat(shadowed.health().phase()).isEqualTo(Phase.RESTING);
    assertThat(shadowed.health().refused()).isEqualTo(20 - Breaker.FAULTS);

    shadowed.clock.move(Breaker.REST);
    sameAsBuiltIn("fake>flat");
    assertThat(backend.questions()).as("one trial").hasSize(Breaker.FAULTS + 1);
    assertThat(backend.begun()).as("slowness is no reason to fill it anew").isEqualTo(1);
  }

  @Test
  void aStoreThatRecoversIsAskedAgain() {
    FakeBackend backend = filled(99);
    backend.before(call -> {
      throw new BackendUnavailableException("away");
    });
    for (int i = 0; i < 5; i++) {
      sameAsBuiltIn("fake>flat");
    }
    backend.before(call -> {});
    sameAsBuiltIn("fake>flat");
    shadowed.clock.move(Breaker.REST);
    sameAsBuiltIn("fake");
    assertThat(shadowed.health().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  void halfTheTimeIsLeftToTheBuiltInIndex() {
    FakeBackend backend = filled(99);
    var query = VectorQuery.of(shadowed.vector(), 5, OrdinalFilter.below(1_000));
    shadowed.index.search(query.within(SearchBudget.of(Duration.ofMillis(100))));
    assertThat(backend.questions().getLast().time()).isLessThanOrEqualTo(Duration.ofMillis(50));
    VectorHits hurried = shadowed.index.search(query.within(SearchBudget.of(Duration.ZERO)));
    assertThat(hurried.path()).isEqualTo("fake>flat");
    assertThat(backend.questions()).hasSize(1);
  }

  @Test
  void whatIsNoVectorOfTheSpaceNeverLeaves() {
    FakeBackend backend = filled(9);
    float[] question = shadowed.vector();
    question[3] = Float.NaN;
    assertThatThrownBy(() -> shadowed.search(question, 3)).isInstanceOf(VectorIndexException.class);
    assertThatThrownBy(() -> shadowed.search(new float[3], 3))
        .isInstanceOf(VectorIndexException.class);
    assertThat(backend.questions()).isEmpty();
  }

  private static UnaryOperator<List<BackendHit>> changed(UnaryOperator<List<BackendHit>> how) {
    return hits -> how.apply(new ArrayList<>(hits));
  }

  private static UnaryOperator<List<BackendHit>> first(BackendHit hit) {
    return changed(hits -> {
      hits.set(0, hit);
      return hits;
    });
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        Arguments.of("an id that is not held", first(new BackendHit(90_000, 1))),
        Arguments.of("an id that the filter refuses", first(new BackendHit(50, 1))),
        Arguments.of("a negative id", first(new BackendHit(-1, 1))),
        Arguments.of("the largest id", first(new BackendHit(Integer.MAX_VALUE, 1))),
        Arguments.of("no number", first(new BackendHit(1, Float.NaN))),
        Arguments.of(
            "an id twice",
            changed(hits -> {
              hits.set(1, hits.get(0));
              return hits;
            })),
        Arguments.of(
            "the worst first",
            changed(hits -> {
              Collections.reverse(hits);
              return hits;
            })),
        Arguments.of(
            "more than asked for",
            changed(hits -> {
              hits.add(new BackendHit(4, -2));
              return hits;
            })),
        Arguments.of("an endless list", changed(hits -> new EndlessList())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aLieChangesNoAnswerAndIsCounted(String what, UnaryOperator<List<BackendHit>> lie) {
    FakeBackend backend = filled(99);
    backend.bend(lie);
    var allButOne = OrdinalFilter.of(IntStream.range(0, 100).filter(i -> i != 50).toArray());
    for (int i = 0; i < 10; i++) {
      sameAsBuiltIn(shadowed.vector(), 10, allButOne, "fake>flat");
    }
    assertThat(shadowed.health().lies()).isPositive();
    assertThat(shadowed.health().phase()).isEqualTo(Phase.RESTING);
    assertThat(backend.questions()).hasSize(Breaker.FAULTS);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("says nothing", changed(hits -> List.of())),
        Arguments.of("leaves one out", changed(hits -> hits.subList(1, hits.size()))),
        Arguments.of("returns null", (UnaryOperator<List<BackendHit>>) hits -> null),
        Arguments.of("returns a null hit", changed(hits -> Collections.singletonList(null))),
        Arguments.of(
            "fails",
            changed(hits -> {
              throw new BackendFailedException("no");
            })),
        Arguments.of(
            "throws what it must not",
            changed(hits -> {
              throw new IllegalStateException("no");
            })),
        Arguments.of(
            "throws an error",
            changed(hits -> {
              throw new StackOverflowError();
            })));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void aFailureChangesNoAnswer(String what, UnaryOperator<List<BackendHit>> failure) {
    FakeBackend backend = filled(99);
    backend.bend(failure);
    for (int i = 0; i < 10; i++) {
      sameAsBuiltIn("fake>flat");
    }
    assertThat(shadowed.health().faults()).isEqualTo(Breaker.FAULTS);
    assertThat(backend.questions()).hasSize(Breaker.FAULTS);
  }

  @Test
  void aStoreThatHidesTheBestIsNotFoundOutButInjectsNothing() {
    FakeBackend backend = filled(99);
    float[] question = shadowed.vector();
    int best = shadowed.search(question, 1).ordinals()[0];
    backend.held().remove(best);
    VectorHits hits = shadowed.search(question, 10);
    int[] own = shadowed.builtIn.search(question, 11, OrdinalFilter.below(100)).ordinals();
    assertThat(hits.ordinals()).isEqualTo(Arrays.copyOfRange(own, 1, 11));
  }

  @Test
  void aStoreThatLostEverythingIsFilledAnewBeforeItIsAskedAgain() {
    FakeBackend backend = filled(99);
    backend.held().clear();
    for (int i = 0; i < Breaker.FAULTS; i++) {
      sameAsBuiltIn("fake>flat");
    }
    later.settle();
    assertThat(backend.held()).hasSize(100);
    shadowed.clock.move(Breaker.REST);
    sameAsBuiltIn("fake");
  }

  @Test
  void aScopeInWhichFewHaveVectorsIsNoFaultOfTheStore() {
    filled(9);
    sameAsBuiltIn(shadowed.vector(), 20, OrdinalFilter.of(3, 4, 5, 700, 701), "fake");
    assertThat(shadowed.health().faults()).isZero();
  }

  @Test
  void whatTheStoreHasNotHeardOfDoesNotHideThatItsAnswerIsShort() {
    FakeBackend backend = filled(99);
    for (int ordinal = 100; ordinal < 120; ordinal++) {
      shadowed.put(ordinal);
    }
    backend.bend(changed(hits -> hits.subList(0, 1)));
    sameAsBuiltIn("fake>flat");
    assertThat(shadowed.health().faults()).isEqualTo(1);
  }

  @Test
  void aVectorOfThePastTakesNobodysPlace() {
    FakeBackend backend = filled(99);
    float[] question = shadowed.vector();
    int best = shadowed.search(question, 1).ordinals()[0];
    float[][] away = {question.clone()};
    for (int i = 0; i < away[0].length; i++) {
      away[0][i] = -away[0][i];
    }
    shadowed.vault.put(best, away);
    shadowed.index.put(best, away);
    assertThat(backend.held().get(best)).isNotEqualTo(away);
    sameAsBuiltIn(question, 5, OrdinalFilter.below(100), "fake");
    assertThat(shadowed.health().faults()).isZero();
  }

  @Test
  void anAnswerFromBeforeTheStoreWasBegunAnewIsNotUsed() {
    FakeBackend backend = filled(99);
    backend.bend(
        changed(hits -> {
          shadowed.stores.over(shadowed.builtIn);
          return hits;
        }));
    sameAsBuiltIn("fake>flat");
    assertThat(shadowed.health().faults()).isZero();
  }

  @Test
  void nothingIsFoundUnderAnEmptyFilterAndNobodyIsAsked() {
    FakeBackend backend = filled(9);
    assertThat(shadowed.index.search(shadowed.vector(), 5, OrdinalFilter.of()).size()).isZero();
    assertThat(backend.questions()).isEmpty();
  }

  /** A list without an end. */
  private static final class EndlessList extends AbstractList<BackendHit> {
    @Override
    public BackendHit get(int index) {
      return new BackendHit(index % 100, -index);
    }

    @Override
    public int size() {
      return Integer.MAX_VALUE;
    }
  }
}
