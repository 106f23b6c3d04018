package dev.engram.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§10.16.2 What came in the last minute is counted exactly")
class WindowTest {
  private record Came(long at, int count) {}

  @Test
  void letsThroughWhatANaiveCountLetsThrough() {
    Random random = Seed.random("WindowTest");
    for (int round = 0; round < 200; round++) {
      int most = 1 + random.nextInt(40);
      var window = new Window();
      List<Came> model = new ArrayList<>();
      long now = 1_000_000;
      for (int i = 0; i < 300; i++) {
        now += random.nextInt(3) == 0 ? 0 : random.nextInt(8_000);
        int more = 1 + random.nextInt(random.nextInt(4) == 0 ? most + 2 : 2);
        long wait = window.wait(now, more, most);
        assertThat(wait == 0).isEqualTo(sum(model, now) + more <= most);
        if (wait == 0) {
          window.add(now, more);
          model.add(new Came(now, more));
        } else if (more <= most) {
          assertThat(sum(model, now + wait) + more).isLessThanOrEqualTo(most);
          assertThat(sum(model, now + wait - 1) + more).isGreaterThan(most);
        }
      }
    }
  }

  private static int sum(List<Came> all, long now) {
    return all.stream().filter(one -> now - one.at < Window.MINUTE).mapToInt(Came::count).sum();
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOut() {
    var window = new Window();
    window.add(1_000_000_000, 5);
    assertThat(window.wait(1_000_000_000, 1, 5)).isEqualTo(Window.MINUTE);
    assertThat(window.wait(5_000, 1, 5)).isZero();
  }

  @Test
  @DisplayName("a crowd of names neither grows the table nor wipes out what one did")
  void aCrowdIsCountedTogether() {
    var ledger = new Ledger<Integer, Window>(100, Window.MINUTE, Window::new);
    Window first = ledger.of(-1, 0);
    first.add(0, 5);
    for (int i = 0; i < 1_000_000; i++) {
      ledger.of(i, 10);
    }
    assertThat(ledger.size()).isEqualTo(100);
    assertThat(ledger.of(-1, 20)).isSameAs(first);
    assertThat(ledger.of(2_000_000, 20)).isSameAs(ledger.of(3_000_000, 20));
    assertThat(ledger.of(2_000_000, 20 + Window.MINUTE)).isNotSameAs(ledger.of(3_000_000, 20));
    assertThat(ledger.size()).isEqualTo(100);
  }
}
