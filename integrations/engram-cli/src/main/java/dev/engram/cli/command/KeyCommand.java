package dev.engram.cli.command;

import dev.engram.VaultKeys;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Progress;
import dev.engram.cli.vault.KeySource;
import dev.engram.cli.vault.VaultArguments;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys: made, and changed. */
@Command(
    name = "key",
    description = "Make a key file, or give a vault another key.",
    synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  /** A command in this world. */
  public KeyCommand(Host host) {
    this.host = host;
  }

  @Command(
      name = "new",
      description = {
        "Make a file with a new random key, which only you may read.",
        "Who loses it loses every vault that it opens."
      })
  int create(@Parameters(paramLabel = "FILE", description = "Must not exist.") Path file) {
    VaultKeys.createFile(file);
    if (arguments.json()) {
      Json.print(host, Json.object().put("keyFile", file.toString()));
    } else {
      Page.of(host).line("a new key is in " + file);
    }
    return 0;
  }

  @Command(
      name = "change",
      description = {
        "Give a closed vault another key: a passphrase that is asked for twice (or taken from",
        "ENGRAM_NEW_PASSPHRASE), a key file, or one in the keychain. Everything is written anew;",
        "whenever this is interrupted, one of the two keys opens a whole vault."
      })
  int change(
      @Option(
              names = "--new-key-file",
              paramLabel = "FILE",
              description = "The key that opens it from now on is in this file.")
          Optional<Path> keyFile,
      @Option(
              names = "--new-keychain",
              paramLabel = "ACCOUNT",
              description = "It is in the keychain, and made there if need be.")
          Optional<String> account) {
    Path vault = arguments.path(host);
    try (KeySource present = arguments.keySource(host, false);
        KeySource next = KeySource.next(host, keyFile, account);
        Progress progress = Progress.of(host)) {
      progress.say("writing the vault anew");
      VaultKeys.change(vault, present.key(), next.key());
    }
    if (arguments.json()) {
      Json.print(host, Json.object().put("changed", true));
    } else {
      Page.of(host).line("the vault has another key; backups still open with the old one");
    }
    return 0;
  }
}
