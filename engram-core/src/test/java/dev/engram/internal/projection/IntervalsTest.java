package dev.engram.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Seed;
import dev.engram.internal.projection.Intervals.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Intervals answer as a plain map of them does. */
class IntervalsTest {
  private static final int ORDINALS = 6_000;
  private static final long NEVER = Long.MAX_VALUE;

  private record Held(long begin, long end) {}

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static RoaringBitmap naive(Map<Integer, Held> model, long at, boolean past) {
    var expected = new RoaringBitmap();
    model.forEach((ordinal, held) -> {
      if (held.begin <= at && (past || held.end > at)) {
        expected.add(ordinal);
      }
    });
    return expected;
  }

  private static RoaringBitmap held(Map<Integer, Held> model) {
    var held = new RoaringBitmap();
    model.keySet().forEach(held::add);
    return held;
  }

  @Test
  void anyMomentOfAnyStateAnswersAsAScanOfAllIntervals() throws IOException {
    Random random = Seed.random("IntervalsTest");
    var intervals = new Intervals();
    var model = new TreeMap<Integer, Held>();
    for (int ordinal = 1; ordinal < ORDINALS; ordinal++) {
      boolean imported = random.nextInt(50) == 0;
      long begin = imported ? random.nextInt(ORDINALS * 10) : ordinal * 10L;
      long end = random.nextInt(20) == 0 ? begin + random.nextInt(30_000) : NEVER;
      intervals.put(ordinal, begin, end);
      model.put(ordinal, new Held(begin, end));
    }
    for (int round = 0; round < 2_000; round++) {
      int ordinal = 1 + random.nextInt(ORDINALS + 2_000);
      if (random.nextInt(3) == 0) {
        intervals.put(ordinal, NEVER, NEVER);
        model.remove(ordinal);
      } else {
        long begin = random.nextInt(ORDINALS * 10);
        long end = random.nextBoolean() ? NEVER : begin + random.nextInt(500);
        intervals.put(ordinal, begin, end);
        model.put(ordinal, new Held(begin, end));
      }
      Snapshot before = intervals.published();
      long moment = random.nextInt(ORDINALS * 11) - 100L;
      boolean past = random.nextBoolean();
      RoaringBitmap held = held(model);
      RoaringBitmap expected = naive(model, moment, past);
      intervals.put(1 + random.nextInt(ORDINALS), NEVER, NEVER);
      assertThat(RoaringBitmap.and(before.at(at(moment), past), held)).isEqualTo(expected);
      intervals.clear();
      model.forEach((one, its) -> intervals.put(one, its.begin, its.end));
      if (round % 200 == 0) {
        var read = new Intervals();
        var bytes = new ByteArrayOutputStream();
        intervals.write(new DataOutputStream(bytes));
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.fingerprint()).isEqualTo(intervals.fingerprint());
        assertThat(RoaringBitmap.and(read.published().at(at(moment), past), held))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void momentsBeyondWhatCanBeHeldAreBeforeOrAfterEverything() {
    var intervals = new Intervals();
    intervals.put(7, -5, NEVER);
    Snapshot state = intervals.published();
    assertThat(state.at(Instant.MIN, true).contains(7)).isFalse();
    assertThat(state.at(Instant.MAX, false).contains(7)).isTrue();
  }
}
