package dev.engram.bench.eval;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Says now and then how far an evaluation is. Thread-safe. */
final class Progress {
  private static final long EVERY_NANOS = 10_000_000_000L;

  private final PrintStream out;
  private final AtomicInteger embedded = new AtomicInteger();
  private volatile String last = "";
  private long said = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  void ingested(int texts) {
    last = texts + " texts ingested";
    say();
  }

  void asked(int questions) {
    last = questions + " questions asked";
    say();
  }

  void embedded(int texts) {
    embedded.addAndGet(texts);
    say();
  }

  private synchronized void say() {
    long now = System.nanoTime();
    if (now - said > EVERY_NANOS) {
      said = now;
      out.println("  " + last + ", " + embedded.get() + " texts embedded");
    }
  }
}
