package dev.engram.cli;

import dev.engram.cli.host.Host;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.spi.EmbedderException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tells what went wrong in one line, and with which exit code the command ends. */
final class Failures {
  private final Host host;

  Failures(Host host) {
    this.host = host;
  }

  /** Arguments that make no sense. */
  int usage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    say(firstLine(wrong.getMessage()));
    host.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    host.err().flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** Anything that a command throws. */
  int failure(Exception failed) {
    say(
        switch (failed) {
          case EngramException known -> known.getMessage() + reason(known) + hint(known.code());
          case EmbedderException embedder ->
              "the embedder failed: " + firstLine(embedder.getMessage());
          default ->
              "unexpected " + failed.getClass().getSimpleName() + "; ENGRAM_DEBUG=1 shows more";
        });
    if (host.variable("ENGRAM_DEBUG").isPresent()) {
      failed.printStackTrace(host.err());
    }
    host.err().flush();
    boolean input =
        failed instanceof InvalidInputException wrong && wrong.code() != ErrorCode.CYCLE;
    return input ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /** A machine on which the command cannot run: a native library missing, memory too small. */
  int broken(Error error) {
    say("cannot run here: " + error.getClass().getSimpleName() + "; ENGRAM_DEBUG=1 shows more");
    if (host.variable("ENGRAM_DEBUG").isPresent()) {
      error.printStackTrace(host.err());
    }
    host.err().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private void say(String problem) {
    host.err().println("engram: " + problem);
  }

  /** Why a key file cannot be used; other causes may hold what is not meant to be shown. */
  private static String reason(EngramException failed) {
    if (!(failed instanceof VaultException) || failed.code() != ErrorCode.VAULT_LOCKED) {
      return "";
    }
    return switch (failed.getCause()) {
      case NoSuchFileException missing -> ": there is none at " + missing.getFile();
      case FileSystemException refused ->
          ": " + Optional.ofNullable(refused.getReason()).orElse("it cannot be read");
      case null, default -> "";
    };
  }

  private static String hint(ErrorCode code) {
    return switch (code) {
      case ACCESS_DENIED -> "; --in SCOPE puts the agent into a scope";
      case VAULT_CORRUPT -> "; 'engram doctor' tells more";
      default -> "";
    };
  }

  private static String firstLine(@Nullable String message) {
    return Stream.ofNullable(message).flatMap(String::lines).findFirst().orElse("wrong usage");
  }
}
