package dev.engram.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a main class in a Java process of its own and reads the {@code name value} lines that it
 * prints.
 *
 * @param classPath of the process
 * @param flags of its Java
 */
public record ChildProcess(String classPath, List<String> flags) {
  public ChildProcess {
    flags = List.copyOf(flags);
  }

  /**
   * Runs to the end.
   *
   * @param input written to its standard input
   * @return what it printed, in order
   * @throws IllegalStateException if it fails
   */
  public Map<String, Double> run(Class<?> main, String input, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      Map<String, Double> values = read(process.inputReader(StandardCharsets.UTF_8));
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(main.getSimpleName() + " ended with " + code);
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + main.getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + main.getSimpleName() + " ran", e);
    }
  }

  private static Map<String, Double> read(BufferedReader out) throws IOException {
    var values = new LinkedHashMap<String, Double>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      String[] words = line.split(" ", -1);
      values.put(words[0], Double.valueOf(words[1]));
    }
    return values;
  }
}
