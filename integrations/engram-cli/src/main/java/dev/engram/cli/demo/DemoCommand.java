package dev.engram.cli.demo;

import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.KeySource;
import dev.engram.cli.vault.TemporaryFolder;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what Engram does, and checks it. */
@Command(
    name = "demo",
    description = {
      "Remember a conversation, ask about it, look at the file.",
      "Makes a vault in a private temporary folder and deletes it, or with --vault",
      "makes that one and keeps it. Exit code 1 when a check fails."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int KEY_BYTES = 16;

  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  @Spec
  private CommandSpec spec;

  /** A command in this world. */
  public DemoCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    if (arguments.named().isPresent()) {
      Path vault = arguments.named().get();
      if (Files.exists(vault)) {
        throw new ParameterException(
            spec.commandLine(), "the demo needs a vault of its own; there is a file at " + vault);
      }
      try (KeySource key = arguments.keySource(host, true)) {
        return run(vault, key);
      }
    }
    try (var folder = TemporaryFolder.create();
        KeySource key = KeySource.words(randomPassphrase())) {
      return run(folder.path().resolve("demo.engram"), key);
    }
  }

  private int run(Path vault, KeySource key) {
    Page page = arguments.json() ? Page.nowhere() : Page.of(host);
    var report =
        new Demonstration(host, page, vault, key::key, () -> arguments.options(host, Use.FILL))
            .run();
    if (arguments.json()) {
      Json.print(host, report.json());
    }
    return report.passed() ? 0 : 1;
  }

  private static char[] randomPassphrase() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random).toCharArray();
  }
}
