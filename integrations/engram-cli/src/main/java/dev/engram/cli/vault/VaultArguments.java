package dev.engram.cli.vault;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.EmbedderChoice;
import dev.engram.cli.host.Host;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.Hardening;
import dev.engram.config.VaultKey;
import dev.engram.config.VaultOptions;
import dev.engram.config.VaultPlace;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The arguments of every command on a vault: which, with what key, as whom. Filled by picocli. */
public final class VaultArguments {
  private static final int KEY_BYTES = 32;

  @Option(
      names = "--vault",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The vault. Default: the platform's data folder, engram/.vault/engram.db.")
  private Optional<Path> vault = Optional.empty();

  @Option(
      names = "--key-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "A file with the key: 64 hexadecimal digits or 32 bytes, mode 600.")
  private Optional<Path> keyFile = Optional.empty();

  @Option(
      names = "--keychain",
      scope = ScopeType.INHERIT,
      description = {
        "The key is in the operating system's keychain, and made there for a new vault:",
        "service engram, account ENGRAM_KEYCHAIN or else the vault's full path."
      })
  private boolean keychain;

  @Option(
      names = "--as",
      scope = ScopeType.INHERIT,
      paramLabel = "AGENT",
      description = "The agent that remembers and asks. Default: ${DEFAULT-VALUE}.")
  private String agent = "me";

  @Option(
      names = "--in",
      scope = ScopeType.INHERIT,
      paramLabel = "SCOPE",
      description = {
        "Where that agent is, so what else it sees; repeatable:",
        "project:NAME, squad:NAME, channel:AGENT/CHANNEL,",
        "user:AGENT/CHANNEL/USER, session:ID,",
        "workflow:ID, personal:NAME."
      })
  private List<Scope> places = new ArrayList<>();

  @Option(
      names = "--embedder",
      scope = ScopeType.INHERIT,
      paramLabel = "MODEL",
      description = "bge, minilm, ollama or none (words alone). Default: ${DEFAULT-VALUE}.")
  private EmbedderChoice embedder = EmbedderChoice.BGE;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON object.")
  private boolean json;

  /** What a command needs of a vault. */
  public enum Use {
    /** It must exist; texts are hardly embedded. */
    LOOK,
    /** It must exist; a text is embedded at once. */
    ASK,
    /** It is made when it is missing; a text is embedded at once. */
    FILL
  }

  /** Whether the result is wanted as JSON. */
  public boolean json() {
    return json;
  }

  /** The vault that was named, if one was. */
  public Optional<Path> named() {
    return vault;
  }

  /** The model that was chosen. */
  public EmbedderChoice embedder() {
    return embedder;
  }

  /** The vault's file. */
  public Path path(Host host) {
    return vault.orElseGet(() ->
        VaultPlace.of(
            "engram",
            System.getProperty("os.name"),
            Path.of(System.getProperty("user.home")),
            host.environment()));
  }

  /** Where the key comes from. */
  public KeySource keySource(Host host, boolean fresh) {
    if (keychain && keyFile.isPresent()) {
      throw InvalidInputException.of("--keychain", "excludes --key-file");
    }
    Optional<String> account =
        keychain
            ? Optional.of(
                host.variable(KeySource.KEYCHAIN)
                    .orElseGet(() -> path(host).toAbsolutePath().normalize().toString()))
            : Optional.empty();
    return KeySource.find(host, keyFile, account, fresh);
  }

  /** Who asks: a worker. An admin, who sees everything, exists in host code only. */
  public Principal principal() {
    Principal principal = Principal.agent(agent);
    for (Scope place : places) {
      principal = principal.in(place);
    }
    return principal;
  }

  /**
   * Opens the vault. Nobody is asked for the key of a vault that is missing, and no model is loaded
   * for one whose key is missing.
   */
  public MemoryGraph open(Host host, Use use) {
    return open(host, use, host.clock().getZone());
  }

  /**
   * Opens the vault.
   *
   * @param zone in which those who speak count their days
   */
  public MemoryGraph open(Host host, Use use, ZoneId zone) {
    Path path = path(host);
    boolean fresh = fresh(path);
    if (fresh && use != Use.FILL) {
      throw new VaultException(
          ErrorCode.VAULT_MISSING,
          "there is no vault at " + path + "; 'engram remember' makes one");
    }
    try (KeySource source = keySource(host, fresh)) {
      return MemoryGraph.open(path, source.key(), options(host, use, zone));
    }
  }

  /** Opens a vault that must exist, with options changed. */
  public MemoryGraph open(Host host, Use use, UnaryOperator<EngramOptions> change) {
    Path path = path(host);
    if (fresh(path)) {
      throw new VaultException(ErrorCode.VAULT_MISSING, "there is no vault at " + path);
    }
    try (KeySource source = keySource(host, false)) {
      return MemoryGraph.open(path, source.key(), change.apply(options(host, use)));
    }
  }

  /**
   * Does something that leaves no trace: with the vault, or when there is none yet, with an empty
   * one in a private temporary folder, so that none is made and no key is asked for.
   *
   * @param zone in which those who speak count their days
   */
  public <T> T rehearse(Host host, ZoneId zone, Function<MemoryGraph, T> work) {
    if (!fresh(path(host))) {
      try (MemoryGraph memory = open(host, Use.ASK, zone)) {
        return work.apply(memory);
      }
    }
    try (var folder = TemporaryFolder.create()) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      try (MemoryGraph memory =
          MemoryGraph.open(
              folder.path().resolve("empty.engram"),
              VaultKey.raw(key),
              options(host, Use.FILL, zone))) {
        return work.apply(memory);
      }
    }
  }

  /**
   * The options for an opening. Idle work is left to {@code engram maintain}: a command is over
   * before it would be done.
   */
  public EngramOptions options(Host host, Use use) {
    return options(host, use, host.clock().getZone());
  }

  private EngramOptions options(Host host, Use use, ZoneId zone) {
    // A place of its own is Engram's to arrange, one that somebody named is not.
    VaultOptions place =
        vault.isPresent() ? VaultOptions.defaults() : VaultOptions.defaults().unlist();
    VaultOptions kept = place.harden(hardening(host));
    var options =
        EngramOptions.defaults()
            .withoutBackground()
            .withClock(host.clock())
            .withCapture(CaptureOptions.defaults().in(zone))
            .withVault(use == Use.FILL ? kept : kept.existing());
    return host.embedders()
        .open(embedder, use != Use.LOOK)
        .map(options::withEmbedder)
        .orElse(options);
  }

  /** Nobody attaches to this process or finds a core file of it, unless it is to be debugged. */
  private static Hardening[] hardening(Host host) {
    return host.variable("ENGRAM_DEBUG").isPresent()
        ? new Hardening[0]
        : Hardening.usual(System.getProperty("os.name", "")).toArray(Hardening[]::new);
  }

  private static boolean fresh(Path path) {
    try {
      return !Files.exists(path) || (Files.isRegularFile(path) && Files.size(path) == 0);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
