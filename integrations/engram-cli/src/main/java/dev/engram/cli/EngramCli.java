package dev.engram.cli;

import dev.engram.cli.host.Host;
import dev.engram.cli.host.Models;
import dev.engram.cli.host.Terminal;
import dev.engram.cli.vault.Readings;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The {@code engram} command. */
public final class EngramCli {
  /** Lucene tells of its vector kernels here; held, or its level would be forgotten. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private EngramCli() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    LUCENE.setLevel(Level.SEVERE);
    int code = run(host(), arguments);
    System.exit(code);
  }

  /** Runs a command in a world of the caller's making; answers the exit code. */
  public static int run(Host host, String... arguments) {
    var failures = new Failures(host);
    var root = new CommandLine(new RootCommand());
    Commands.all(host).forEach(root::addSubcommand);
    root.setOut(host.out())
        .setErr(host.err())
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(Help.defaultColorScheme(host.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler((wrong, all) -> failures.usage(wrong))
        .setExecutionExceptionHandler((failed, command, parsed) -> failures.failure(failed));
    root.getCommandSpec().mixinStandardHelpOptions(true);
    root.getSubcommands().values().forEach(EngramCli::withHelp);
    Readings.register(root, host.clock().getZone());
    int code;
    try {
      code = root.execute(arguments);
    } catch (LinkageError | OutOfMemoryError broken) {
      code = failures.broken(broken);
    }
    host.out().flush();
    return code;
  }

  private static void withHelp(CommandLine command) {
    command.getCommandSpec().addOption(help());
    command.getSubcommands().values().forEach(EngramCli::withHelp);
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help and exit.")
        .build();
  }

  private static Host host() {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    var terminal =
        Terminal.told(
            Optional.ofNullable(System.getProperty("engram.terminal")),
            Optional.ofNullable(System.getProperty("engram.columns")),
            console.isPresent());
    return new Host(
        System.getenv(),
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        terminal,
        question -> console.map(person -> person.readPassword("%s", question)),
        new Models(),
        Clock.system(ZoneId.systemDefault()));
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
  }
}
