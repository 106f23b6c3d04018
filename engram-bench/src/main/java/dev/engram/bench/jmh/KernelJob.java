package dev.engram.bench.jmh;

import java.util.Optional;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the micro-benchmarks shortly, for a first look: one process each, few iterations.
 *
 * @param pattern of names to run; empty: all
 */
public record KernelJob(Optional<String> pattern) {
  /** Runs; JMH prints to standard output. */
  public void run() {
    var options =
        new OptionsBuilder()
            .include(pattern.orElse("dev\\.engram\\.bench\\.jmh\\..*"))
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.milliseconds(500))
            .measurementIterations(3)
            .measurementTime(TimeValue.milliseconds(500))
            .build();
    try {
      new Runner(options).run();
    } catch (RunnerException e) {
      throw new IllegalStateException("the micro-benchmarks did not run", e);
    }
  }
}
