package dev.engram.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final HandClock clock = new HandClock();
  private final Breaker breaker = new Breaker(clock);

  private void open() {
    for (int i = 0; i < Breaker.FAULTS; i++) {
      assertThat(breaker.admits()).isTrue();
      breaker.fault();
    }
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
  }

  @Test
  void opensAfterThreeFaultsAndLetsNothingThroughUntilTheStoreHasRested() {
    open();
    assertThat(breaker.admits()).isFalse();
    clock.move(Breaker.REST.minusMillis(1));
    assertThat(breaker.admits()).isFalse();
    clock.move(Duration.ofMillis(1));
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).as("one at a time").isFalse();
  }

  @Test
  void aSoundTrialCloses() {
    open();
    clock.move(Breaker.REST);
    assertThat(breaker.admits()).isTrue();
    breaker.sound();
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    breaker.fault();
    breaker.fault();
    assertThat(breaker.admits()).as("what was before is forgotten").isTrue();
  }

  @Test
  void aTrialThatFailsDoublesTheRestUpToFiveMinutes() {
    open();
    Duration rest = Breaker.REST;
    for (int i = 0; i < 6; i++) {
      clock.move(rest);
      assertThat(breaker.admits()).isTrue();
      breaker.fault();
      Duration twice = rest.multipliedBy(2);
      rest = twice.compareTo(Breaker.LONGEST_REST) < 0 ? twice : Breaker.LONGEST_REST;
      clock.move(rest.minusMillis(1));
      assertThat(breaker.admits()).isFalse();
      clock.move(rest.minusMillis(1).negated());
    }
    assertThat(rest).isEqualTo(Breaker.LONGEST_REST);
  }

  @Test
  void aTrialThatWasNotPutIsLeftForTheNext() {
    open();
    clock.move(Breaker.REST);
    assertThat(breaker.admits()).isTrue();
    breaker.unused();
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void faultsAmongManySoundAnswersCloseNothing() {
    for (int i = 0; i < 200; i++) {
      assertThat(breaker.admits()).isTrue();
      if (i % 10 == 0) {
        breaker.fault();
      } else {
        breaker.sound();
      }
    }
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void answersOfQuestionsFromBeforeItOpenedChangeNothing() {
    open();
    breaker.sound();
    breaker.fault();
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    clock.move(Breaker.REST);
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void aClockThatIsSetBackMakesNoRestLonger() {
    open();
    clock.move(Duration.ofDays(-1));
    assertThat(breaker.admits()).isTrue();
  }
}
