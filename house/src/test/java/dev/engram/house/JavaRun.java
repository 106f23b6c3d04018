package dev.engram.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java machine of its own, run to its end.
 *
 * @param exit its exit code
 * @param output what it printed, errors too
 */
record JavaRun(int exit, String output) {
  private static final int MOST_MINUTES = 3;

  /** Runs {@code java} with these arguments in a folder. */
  static JavaRun in(Path folder, List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Path output = folder.resolve("output.txt");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("CLASSPATH");
    Process process = builder.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + MOST_MINUTES + " minutes");
    }
    return new JavaRun(process.exitValue(), Repository.read(output));
  }
}
