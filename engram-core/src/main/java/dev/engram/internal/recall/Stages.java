package dev.engram.internal.recall;

import dev.engram.query.Trace.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Notes what each step of a recall did and how long it took. For one thread. */
final class Stages {
  private final List<Stage> done = new ArrayList<>();
  private long since = System.nanoTime();

  /** Ends the step that began when the one before ended. */
  void done(String name, String detail, int candidates) {
    long now = System.nanoTime();
    done.add(new Stage(name, detail, candidates, Duration.ofNanos(now - since)));
    since = now;
  }

  List<Stage> done() {
    return done;
  }
}
