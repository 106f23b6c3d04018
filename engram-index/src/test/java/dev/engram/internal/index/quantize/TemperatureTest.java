package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TemperatureTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Temperature after(Duration unused) {
    return Temperature.of(NOW.minus(unused), NOW);
  }

  @Test
  void aWeekCoolsToWarmAndThirtyDaysToCold() {
    Duration week = Duration.ofDays(7);
    Duration month = Duration.ofDays(30);
    assertThat(after(Duration.ZERO)).isEqualTo(Temperature.HOT);
    assertThat(after(week.minusNanos(1))).isEqualTo(Temperature.HOT);
    assertThat(after(week)).isEqualTo(Temperature.WARM);
    assertThat(after(month.minusNanos(1))).isEqualTo(Temperature.WARM);
    assertThat(after(month)).isEqualTo(Temperature.COLD);
    assertThat(after(Duration.ofDays(4000))).isEqualTo(Temperature.COLD);
  }

  @Test
  void aClockThatWentBackLeavesWhatWasJustUsedHot() {
    assertThat(after(Duration.ofDays(-3))).isEqualTo(Temperature.HOT);
  }
}
