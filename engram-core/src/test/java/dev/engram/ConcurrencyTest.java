package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.config.EngramOptions;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ConcurrencyTest {
  private static final Principal REX = Principal.agent("rex");
  private static final int READERS = 8;

  @TempDir private Path folder;
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withEmbedder(WordEmbedder.usual()));
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void aThousandVirtualThreadsRememberAndRecallAtOnce() throws Exception {
    var found = new ArrayList<Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        String own = "parcel" + i;
        found.add(
            threads.submit(() -> {
              MemoryId id = memory.remember(Turn.note(own + " left the harbour"), REX).id();
              Recall recall = memory.recall(Query.of(own).limit(3), REX);
              return recall.hits().getFirst().id().equals(id);
            }));
      }
    }
    for (Future<Boolean> one : found) {
      assertThat(one.get()).isTrue();
    }
    assertThat(memory.stats(REX).memories()).containsEntry(MemoryKind.EPISODE, 1_000);
  }

  /** What one reader met: how long each recall took, and what it did not find. */
  private record Met(List<Long> nanos, int misses) {}

  @Test
  void readersFindEveryAcknowledgedMemoryWhileOneWrites() throws Exception {
    Duration length = Duration.ofSeconds(Boolean.getBoolean("engram.soak") ? 60 : 3);
    var acknowledged = new ConcurrentLinkedQueue<String>();
    var newest = new AtomicInteger(-1);
    var over = new AtomicBoolean();
    remember(acknowledged, newest, 0);
    long[] alone = sorted(List.of(recallUntil(over, newest, Duration.ofMillis(500))));
    try (var threads = Executors.newCachedThreadPool()) {
      var readers = new ArrayList<Future<Met>>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> recallUntil(over, newest, length)));
      }
      Future<Integer> writer =
          threads.submit(() -> {
            int written = 1;
            while (!over.get()) {
              remember(acknowledged, newest, written++);
            }
            return written;
          });
      var met = new ArrayList<Met>();
      for (Future<Met> reader : readers) {
        met.add(reader.get());
      }
      over.set(true);
      int written = writer.get();
      assertThat(met).allMatch(one -> one.misses() == 0);
      long[] nanos = sorted(met);
      System.out.printf(
          "8 readers and 1 writer for %d s: %d recalls, p50 %.2f ms, p99 %.2f ms, max %.1f ms"
              + " (one reader alone: p50 %.2f ms, p99 %.2f ms); %d writes%n",
          length.toSeconds(),
          nanos.length,
          at(nanos, 0.5),
          at(nanos, 0.99),
          at(nanos, 1),
          at(alone, 0.5),
          at(alone, 0.99),
          written);
    }
    assertThat(memory.stats(REX).memories()).containsEntry(MemoryKind.EPISODE, acknowledged.size());
    for (String text : acknowledged) {
      if (ThreadLocalRandom.current().nextInt(20) == 0) {
        assertThat(memory.recall(Query.of(text).limit(1), REX).hits().getFirst().text())
            .isEqualTo(text);
      }
    }
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  private void remember(ConcurrentLinkedQueue<String> acknowledged, AtomicInteger newest, int i) {
    String text = "parcel" + i + " left the harbour";
    memory.remember(Turn.note(text), REX);
    acknowledged.add(text);
    newest.set(i);
  }

  /** Recalls something acknowledged, again and again; each must come back. */
  private Met recallUntil(AtomicBoolean over, AtomicInteger newest, Duration length) {
    var nanos = new ArrayList<Long>();
    int misses = 0;
    long end = System.nanoTime() + length.toNanos();
    while (!over.get() && System.nanoTime() < end) {
      int known = newest.get();
      int wanted =
          ThreadLocalRandom.current().nextBoolean()
              ? known
              : ThreadLocalRandom.current().nextInt(known + 1);
      long began = System.nanoTime();
      Recall recall = memory.recall(Query.of("parcel" + wanted).limit(3), REX);
      nanos.add(System.nanoTime() - began);
      String text = "parcel" + wanted + " left the harbour";
      misses += recall.hits().stream().anyMatch(hit -> hit.text().equals(text)) ? 0 : 1;
    }
    return new Met(nanos, misses);
  }

  private static long[] sorted(List<Met> met) {
    return met.stream().flatMap(one -> one.nanos().stream()).mapToLong(n -> n).sorted().toArray();
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * share))] / 1e6;
  }

  @Test
  void theDoctorFindsASoundVaultSoundWhileOthersWrite() throws Exception {
    var over = new AtomicBoolean();
    try (var threads = Executors.newCachedThreadPool()) {
      var writers = new ArrayList<Future<Integer>>();
      for (int t = 0; t < 4; t++) {
        int thread = t;
        writers.add(
            threads.submit(() -> {
              int i = 0;
              while (!over.get()) {
                memory.remember(Turn.note("thread " + thread + " parcel " + i++), REX);
              }
              return i;
            }));
      }
      for (int i = 0; i < 15; i++) {
        assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
      }
      over.set(true);
      for (Future<Integer> writer : writers) {
        assertThat(writer.get()).isPositive();
      }
    }
  }

  @Test
  void anInterruptedCallerLeavesWithItsFlagSetAndTheEngineGoesOn() throws Exception {
    memory.remember(IntStream.range(0, 200).mapToObj(i -> Turn.note("parcel " + i)).toList(), REX);
    for (Runnable call :
        Arrays.<Runnable>asList(
            () -> memory.recall(Query.of("parcel"), REX),
            () -> memory.remember(Turn.note("interrupted"), REX))) {
      try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Boolean> flag =
            thread.submit(() -> {
              Thread.currentThread().interrupt();
              assertThatThrownBy(call::run)
                  .isInstanceOf(EngramException.class)
                  .hasMessageStartingWith(ErrorCode.INTERRUPTED.label());
              return Thread.interrupted();
            });
        assertThat(flag.get()).isTrue();
      }
    }
    assertThat(memory.stats(REX).total()).isEqualTo(200);
    assertThat(memory.recall(Query.of("parcel"), REX).hits()).hasSize(10);
  }

  @Test
  void closingWhileOthersWorkEndsEachCallWithAnAnswerOrItsCode() throws Exception {
    memory.remember(Turn.note("parcel"), REX);
    var codes = new ArrayList<Future<ErrorCode>>();
    try (var threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < 6; i++) {
        int thread = i;
        codes.add(
            threads.submit(() -> {
              try {
                for (int n = 0; true; n++) {
                  if (thread % 2 == 0) {
                    memory.remember(Turn.note(thread + " parcel " + n), REX);
                  } else {
                    memory.recall(Query.of("parcel"), REX);
                  }
                }
              } catch (EngramException ended) {
                return ended.code();
              }
            }));
      }
      while (memory.stats(REX).total() < 50) {
        Thread.onSpinWait();
      }
      memory.close();
      for (Future<ErrorCode> code : codes) {
        assertThat(answer(code)).isEqualTo(ErrorCode.CLOSED);
      }
    }
  }

  private static ErrorCode answer(Future<ErrorCode> code) throws InterruptedException {
    try {
      return code.get();
    } catch (ExecutionException untyped) {
      throw new AssertionError(untyped.getCause());
    }
  }
}
