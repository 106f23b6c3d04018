package dev.engram.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final HandClock clock = new HandClock();

  @Test
  void soMuchASecondByTheHostsClock() {
    var pace = new Pace(100, clock);
    assertThat(pace.due()).isEqualTo(100);
    pace.done(100);
    assertThat(pace.due()).isZero();
    clock.move(Duration.ofMillis(250));
    assertThat(pace.due()).isEqualTo(25);
    pace.done(20);
    clock.move(Duration.ofMillis(100));
    assertThat(pace.due()).isEqualTo(15);
  }

  @Test
  void aLongPauseIsNotMadeUpForAtOnce() {
    var pace = new Pace(100, clock);
    pace.done(100);
    clock.move(Duration.ofHours(5));
    assertThat(pace.due()).isEqualTo(500);
  }

  @Test
  void aClockThatIsSetBackOnlyWaits() {
    var pace = new Pace(100, clock);
    pace.done(100);
    clock.move(Duration.ofHours(-1));
    assertThat(pace.due()).isZero();
    clock.move(Duration.ofSeconds(1));
    assertThat(pace.due()).isEqualTo(100);
  }
}
