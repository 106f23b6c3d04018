package dev.engram.cli;

import dev.engram.cli.host.EmbedderChoice;
import dev.engram.cli.host.EmbedderSource;
import dev.engram.cli.host.Host;
import dev.engram.cli.host.Prompt;
import dev.engram.cli.host.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command in this process, in a world of its own. */
final class Cli {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2025-06-01T12:00:00Z"), ZoneOffset.UTC);

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private EmbedderSource embedders =
      (choice, soon) ->
          choice == EmbedderChoice.NONE ? Optional.empty() : Optional.of(new HashedWords());
  private Prompt prompt = question -> Optional.empty();
  private Terminal terminal = Terminal.none();
  private String input = "";

  private Cli(Path folder) {
    this.folder = folder;
  }

  /** A world with a key file, since deriving a key from a passphrase takes its time. */
  static Cli in(Path folder) {
    var cli = new Cli(folder);
    cli.environment.put("ENGRAM_KEY_FILE", cli.keyFile("key", "ab").toString());
    return cli;
  }

  /** A file with a key of this byte. */
  Path keyFile(String name, String hexByte) {
    try {
      var owner = PosixFilePermissions.fromString("rw-------");
      Path file =
          Files.createFile(folder.resolve(name), PosixFilePermissions.asFileAttribute(owner));
      return Files.writeString(file, hexByte.repeat(32));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Path vault() {
    return folder.resolve("test.engram");
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Cli without(String variable) {
    environment.remove(variable);
    return this;
  }

  Cli with(EmbedderSource source) {
    embedders = source;
    return this;
  }

  Cli with(Prompt person) {
    prompt = person;
    return this;
  }

  Cli with(Terminal seen) {
    terminal = seen;
    return this;
  }

  Cli typing(String text) {
    input = text;
    return this;
  }

  /** Runs a command on this world's vault. */
  Outcome on(String command, String... arguments) {
    var all = new ArrayList<String>(List.of(command, "--vault", vault().toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  /** Runs anything. */
  Outcome run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var host =
        new Host(
            environment,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            terminal,
            prompt,
            embedders,
            CLOCK);
    int code = EngramCli.run(host, arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  /** What a command did. */
  record Outcome(int code, String out, String err) {
    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }

    /** The id at the start of the output. */
    String id() {
      return out.substring(0, 36);
    }
  }
}
