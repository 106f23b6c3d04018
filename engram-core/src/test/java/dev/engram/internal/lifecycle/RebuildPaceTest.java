package dev.engram.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.select.Pressure;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rebuild waits while memory is short, and comes to an end all the same. */
class RebuildPaceTest {
  @ParameterizedTest
  @EnumSource(names = "NORMAL", mode = EnumSource.Mode.EXCLUDE)
  void underPressureItPausesButForASliceNowAndThen(Pressure pressure) {
    var pace = new RebuildPace();
    assertThat(pace.slices(Pressure.NORMAL)).isEqualTo(RebuildPace.SLICES);
    var slices = new ArrayList<Integer>();
    for (int step = 0; step < 2 * RebuildPace.PRESSED_STEPS; step++) {
      slices.add(pace.slices(pressure));
    }
    assertThat(slices).containsExactly(0, 0, 0, 1, 0, 0, 0, 1);
    assertThat(pace.slices(Pressure.NORMAL)).as("at once").isEqualTo(RebuildPace.SLICES);
  }
}
