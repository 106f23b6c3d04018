package dev.engram.internal.capture.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DuplicateTableTest {
  private static final long SEED = Long.getLong("engram.seed", 1);

  @Test
  void agreesWithAPlainMapAfterAnyOperations() {
    var random = new Random(SEED);
    var table = new DuplicateTable();
    Map<Integer, Signature> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      int ordinal = random.nextInt(3_000);
      if (random.nextInt(3) == 0) {
        table.remove(ordinal);
        model.remove(ordinal);
      } else {
        Signature signature = random(random);
        table.put(ordinal, signature);
        model.put(ordinal, signature);
      }
      if (i % 50 == 0) {
        Signature wanted = random(random);
        int[] expected =
            model.entrySet().stream()
                .filter(entry -> shares(entry.getValue(), wanted))
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
        int[] found = table.candidates(wanted, Integer.MAX_VALUE);
        Arrays.sort(found);
        assertThat(found).as("seed %d", SEED).isEqualTo(expected);
      }
    }
    assertThat(table.size()).isEqualTo(model.size());
    var again = new DuplicateTable();
    model.forEach(again::put);
    assertThat(table.image()).as("seed %d", SEED).isEqualTo(again.image());
    assertThat(table.fingerprint()).isEqualTo(again.fingerprint());
    var loaded = new DuplicateTable();
    loaded.load(table.image());
    assertThat(loaded.fingerprint()).isEqualTo(table.fingerprint());
  }

  @Test
  void thatWhichSharesMostComesFirstThenTheNewest() {
    var table = new DuplicateTable();
    table.put(1, new Signature(1, 2, 3, 4));
    table.put(2, new Signature(1, 9, 9, 9));
    table.put(3, new Signature(9, 2, 9, 9));
    assertThat(table.candidates(new Signature(1, 2, 3, 4), 10)).containsExactly(1, 3, 2);
    assertThat(table.candidates(new Signature(1, 2, 3, 4), 2)).containsExactly(1, 3);
  }

  @Test
  void aHundredThousandMemoriesFitTheirBound() {
    var random = new Random(SEED);
    var table = new DuplicateTable();
    for (int i = 0; i < 100_000; i++) {
      table.put(i, new Signature(random.nextInt(), random.nextInt(), random.nextInt(), i));
    }
    assertThat(table.ramBytes()).isLessThanOrEqualTo(32 * 100_000 + (1 << 20));
  }

  @Test
  void thousandsThatSayTheSameAreTakenInAndOutQuickly() {
    var table = new DuplicateTable();
    Signature same = Signature.of("Good morning!");
    for (int i = 0; i < 100_000; i++) {
      table.put(i, same);
    }
    assertThat(table.candidates(same, 3)).containsExactly(99_999, 99_998, 99_997);
    for (int i = 0; i < 100_000; i++) {
      table.remove(i);
    }
    assertThat(table.size()).isZero();
    assertThat(table.candidates(same, 3)).isEmpty();
  }

  @Test
  void aDamagedImageIsRefusedAndLeavesNothing() {
    var table = new DuplicateTable();
    table.put(1, new Signature(1, 2, 3, 4));
    assertThatThrownBy(() -> table.load(new byte[21])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.load(new byte[40])).isInstanceOf(IllegalArgumentException.class);
    assertThat(table.size()).isZero();
  }

  @Test
  void readersBesideTheWriterSeeWhatIsHeldThroughout() throws Exception {
    var table = new DuplicateTable();
    var kept = new Signature(1, 2, 3, 4);
    table.put(0, kept);
    var done = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(3)) {
      List<Future<Boolean>> readers = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        readers.add(
            threads.submit(() -> {
              boolean always = true;
              while (!done.get()) {
                always &= table.candidates(kept, 1).length == 1;
              }
              return always;
            }));
      }
      var random = new Random(SEED);
      for (int i = 0; i < 20_000; i++) {
        int ordinal = 1 + random.nextInt(2_000);
        if (random.nextBoolean()) {
          table.put(ordinal, random(random));
        } else {
          table.remove(ordinal);
        }
      }
      done.set(true);
      for (Future<Boolean> reader : readers) {
        assertThat(reader.get()).as("seed %d", SEED).isTrue();
      }
    }
  }

  private static Signature random(Random random) {
    return new Signature(
        random.nextInt(200), random.nextInt(200), random.nextInt(200), random.nextInt(200));
  }

  private static boolean shares(Signature one, Signature other) {
    return one.first() == other.first()
        || one.second() == other.second()
        || one.third() == other.third()
        || one.fourth() == other.fourth();
  }
}
