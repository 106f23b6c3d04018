package dev.engram.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is called without a command: an error that shows how it is used. */
@Command(
    name = "engram",
    description = "A memory for agents in one encrypted file.",
    version = "engram 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommandsRepeatable = false,
    footer = {
      "",
      "The key of a vault comes from --key-file, --keychain, ENGRAM_KEY_FILE or",
      "ENGRAM_KEYCHAIN, else from ENGRAM_PASSPHRASE, else from a prompt; never",
      "from an argument.",
      "An agent sees its own memories, the global ones and those of the scopes it is in.",
      "An admin, who sees everything, exists in host code only.",
      "",
      "Results go to standard output, everything else to standard error.",
      "Exit code: 0 done, 1 failed, 2 wrong usage. ENGRAM_DEBUG=1 shows stack traces, and lets",
      "debuggers attach and core files be written, which is denied otherwise."
    })
final class RootCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by picocli before run()
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
