package dev.engram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with the class path of this one, for what one process cannot show. */
public final class ChildProcess {
  private ChildProcess() {}

  /** Starts a main class; its error output joins this process's. */
  public static Process start(Class<?> main, List<String> arguments) {
    return start(command(main, System.getProperty("java.class.path"), arguments));
  }

  /** Starts a command. */
  public static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The command line of a main class on a class path. */
  public static List<String> command(Class<?> main, String classPath, List<String> arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Runs a command to its end and answers what it printed. */
  public static String output(List<String> command) throws IOException, InterruptedException {
    Process process = start(command);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("child failed: " + printed);
    }
    return printed.strip();
  }
}
