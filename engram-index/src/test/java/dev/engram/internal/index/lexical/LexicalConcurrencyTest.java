package dev.engram.internal.index.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LexicalConcurrencyTest {
  private static final Duration LENGTH = Duration.ofSeconds(2);

  @Test
  void readersSeeAtLeastWhatWasPutAndNeverLessThanBefore() throws Exception {
    long seed = System.nanoTime();
    var written = new AtomicInteger();
    var done = new AtomicBoolean();
    try (var index = LexicalIndex.empty(LexicalOptions.defaults());
        var threads = Executors.newFixedThreadPool(4)) {
      var readers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(reader(index, written, done, seed)));
      }
      var writer = threads.submit(() -> write(index, written, done, seed));

      writer.get();
      int searches = 0;
      for (var reader : readers) {
        searches += reader.get();
      }
      assertThat(searches).as("seed %d", seed).isPositive();
      assertThat(index.count()).as("seed %d", seed).isEqualTo(written.get());
      assertThat(common(index)).as("seed %d", seed).isEqualTo(written.get());
    }
  }

  private static Callable<Integer> reader(
      LexicalIndex index, AtomicInteger written, AtomicBoolean done, long seed) {
    return () -> {
      int searches = 0;
      int before = 0;
      while (!done.get()) {
        int sure = written.get();
        int seen = common(index);
        assertThat(seen).as("seed %d", seed).isGreaterThanOrEqualTo(Math.max(sure, before));
        if (sure > 0) {
          var last = Found.in(index, "only" + (sure - 1) + "x");
          assertThat(last.ordinals()).as("seed %d", seed).containsExactly(sure - 1);
        }
        before = seen;
        searches++;
      }
      return searches;
    };
  }

  private static Void write(
      LexicalIndex index, AtomicInteger written, AtomicBoolean done, long seed) {
    try {
      var corpus = new Corpus(new Random(seed), 1_000);
      long end = System.nanoTime() + LENGTH.toNanos();
      for (int ordinal = 0; System.nanoTime() < end; ordinal++) {
        index.put(LexicalDocument.of(ordinal, "common only" + ordinal + "x " + corpus.text(10)));
        written.set(ordinal + 1);
        int again = corpus.random().nextInt(ordinal + 1);
        index.put(LexicalDocument.of(again, "common only" + again + "x " + corpus.text(5)));
        if (ordinal % 500 == 499) {
          assertThat(index.image().files()).isNotEmpty();
        }
      }
      return null;
    } finally {
      done.set(true);
    }
  }

  private static int common(LexicalIndex index) {
    return Found.in(index, "common").ordinals().size();
  }
}
