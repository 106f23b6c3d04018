package dev.engram.internal.working;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import dev.engram.internal.recall.Foresight;
import dev.engram.memory.MemoryKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnticipationTest {
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};

  private final HandClock clock = new HandClock();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final AtomicBoolean idle = new AtomicBoolean(true);
  private final AtomicInteger searches = new AtomicInteger();
  private final Anticipation anticipation = new Anticipation(tasks::add, idle::get, clock);

  private static Foresight foresight(int ordinal) {
    return new Foresight(
        EnumSet.allOf(MemoryKind.class), false, 200, ordinal, 0, new int[] {ordinal});
  }

  private Future<Foresight> search(int ordinal) {
    searches.incrementAndGet();
    return CompletableFuture.completedFuture(foresight(ordinal));
  }

  private void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private Anticipation.Found near(float[] question) {
    return anticipation.fitting(predicted -> Ground.dot(predicted, question), 0.3);
  }

  private static Optional<Integer> ordinal(Anticipation.Found found) {
    return found.foresight().map(Foresight::newest);
  }

  @Test
  void whatWasFoundAheadServesQuestionsNearThePrediction() {
    anticipation.prepare(EAST.clone(), () -> search(1));
    runAll();
    assertThat(anticipation.settled()).isTrue();
    assertThat(ordinal(near(EAST))).contains(1);
    assertThat(near(NORTH).foresight()).isEmpty();
    assertThat(near(NORTH).miss()).isEqualTo("elsewhere");
  }

  @Test
  void nothingIsServedAfterAMinuteNorWhenTheClockWentBack() {
    anticipation.prepare(EAST.clone(), () -> search(1));
    runAll();
    clock.move(Duration.ofSeconds(60));
    assertThat(near(EAST).foresight()).isPresent();
    clock.move(Duration.ofSeconds(1));
    assertThat(near(EAST).foresight()).isEmpty();
    anticipation.prepare(EAST.clone(), () -> search(1));
    runAll();
    clock.move(Duration.ofSeconds(-1));
    assertThat(near(EAST).miss()).isEqualTo("stale");
  }

  @Test
  void aTaskCancelledBeforeItBeganDoesNotSearch() {
    anticipation.prepare(EAST.clone(), () -> search(1));
    anticipation.cancel();
    runAll();
    assertThat(searches).hasValue(0);
    assertThat(anticipation.settled()).isFalse();
    assertThat(near(EAST).miss()).isEqualTo("none");
  }

  @Test
  void aSearchThatIsCancelledUnderWayLeavesNothing() throws InterruptedException {
    var never = new CompletableFuture<Foresight>();
    var begun = new CountDownLatch(1);
    anticipation.prepare(
        EAST.clone(),
        () -> {
          begun.countDown();
          return never;
        });
    var waiting = Thread.ofVirtual().start(tasks.remove());
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    // a question comes in while the reader is at work
    anticipation.cancel();
    assertThat(anticipation.settled()).isFalse();
    assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    assertThat(never).isCancelled();
    assertThat(near(EAST).foresight()).isEmpty();
  }

  @Test
  void underLoadItDoesNotBegin() {
    idle.set(false);
    anticipation.prepare(EAST.clone(), () -> search(1));
    runAll();
    assertThat(searches).hasValue(0);
  }

  @Test
  void aNewTurnReplacesTheSearchUnderWayButNotWhatIsReady() {
    anticipation.prepare(EAST.clone(), () -> search(1));
    runAll();
    anticipation.prepare(NORTH.clone(), () -> search(2));
    anticipation.prepare(NORTH.clone(), () -> search(3));
    runAll();
    assertThat(searches).hasValue(2);
    assertThat(ordinal(near(EAST))).contains(1);
    assertThat(ordinal(near(NORTH))).contains(3);
    anticipation.prepare(NORTH.clone(), () -> search(4));
    runAll();
    assertThat(near(EAST).foresight()).as("two are kept").isEmpty();
  }

  @Test
  @DisplayName("§10.7.3: a prediction that is not kept is overwritten")
  void aPredictionThatIsNotKeptIsOverwritten() {
    float[] first = EAST.clone();
    float[] second = EAST.clone();
    float[] third = EAST.clone();
    float[] cancelled = EAST.clone();
    anticipation.prepare(first, () -> search(1));
    runAll();
    anticipation.prepare(second, () -> search(2));
    runAll();
    anticipation.prepare(third, () -> search(3));
    runAll();
    assertThat(first).as("two are kept").containsOnly(0);
    assertThat(third).containsExactly(EAST);
    anticipation.prepare(cancelled, () -> search(4));
    anticipation.cancel();
    runAll();
    assertThat(cancelled).containsOnly(0);
    clock.move(Duration.ofSeconds(61));
    assertThat(near(EAST).miss()).isEqualTo("stale");
    assertThat(second).containsOnly(0);
    float[] open = EAST.clone();
    anticipation.prepare(open, () -> search(5));
    runAll();
    anticipation.close();
    assertThat(open).containsOnly(0);
  }

  @Test
  void closingForgetsEverythingAndAClosedExecutorIsNoFault() {
    anticipation.prepare(EAST.clone(), () -> search(1));
    runAll();
    anticipation.close();
    assertThat(near(EAST).foresight()).isEmpty();
    Executor closed =
        task -> {
          throw new RejectedExecutionException();
        };
    var late = new Anticipation(closed, idle::get, clock);
    late.prepare(EAST.clone(), () -> search(1));
    assertThat(late.settled()).isFalse();
  }
}
