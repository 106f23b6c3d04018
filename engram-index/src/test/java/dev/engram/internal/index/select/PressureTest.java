package dev.engram.internal.index.select;

import static dev.engram.internal.index.select.Pressure.CRITICAL;
import static dev.engram.internal.index.select.Pressure.ELEVATED;
import static dev.engram.internal.index.select.Pressure.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PressureTest {
  @Test
  void levelsAreEnteredAtTheirThresholds() {
    assertThat(NORMAL.next(699, 1_000)).isEqualTo(NORMAL);
    assertThat(NORMAL.next(700, 1_000)).isEqualTo(ELEVATED);
    assertThat(NORMAL.next(900, 1_000)).isEqualTo(CRITICAL);
    assertThat(ELEVATED.next(2_000, 1_000)).isEqualTo(CRITICAL);
  }

  @Test
  void levelsAreLeftATenthBelow() {
    assertThat(ELEVATED.next(650, 1_000)).isEqualTo(ELEVATED);
    assertThat(ELEVATED.next(599, 1_000)).isEqualTo(NORMAL);
    assertThat(CRITICAL.next(850, 1_000)).isEqualTo(CRITICAL);
    assertThat(CRITICAL.next(750, 1_000)).isEqualTo(ELEVATED);
    assertThat(CRITICAL.next(100, 1_000)).isEqualTo(NORMAL);
  }
}
