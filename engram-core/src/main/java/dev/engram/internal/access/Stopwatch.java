package dev.engram.internal.access;

/** Measures time and lets it pass. */
public interface Stopwatch {
  /** Nanoseconds since some moment. */
  long nanos();

  /**
   * Lets so many nanoseconds pass.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void rest(long nanos) throws InterruptedException;

  /** The machine's; a virtual thread that rests holds no carrier. */
  static Stopwatch system() {
    return new Stopwatch() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void rest(long nanos) throws InterruptedException {
        Thread.sleep(java.time.Duration.ofNanos(nanos));
      }
    };
  }
}
