package dev.engram.cli.command;

import dev.engram.cli.host.Host;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.memory.EntityId;
import dev.engram.memory.PersonRef;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases everything of a person. */
@Command(
    name = "purge",
    description = {
      "Take everything of a person out of the vault for good,",
      "as far as this agent may change it. Cannot be undone."
    })
public final class PurgeCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final ErasureTalk talk = new ErasureTalk();

  @ArgGroup(multiplicity = "1")
  private Person person = new Person();

  private static final class Person {
    @Option(
        names = "--entity",
        required = true,
        paramLabel = "ID",
        description = "Whom memories speak of.")
    private Optional<EntityId> entity = Optional.empty();

    @Option(
        names = "--speaker",
        required = true,
        paramLabel = "NAME",
        description = "Who said them.")
    private Optional<String> speaker = Optional.empty();

    @Option(
        names = "--scope",
        required = true,
        paramLabel = "SCOPE",
        description = "Whose scope it is: user:... or personal:...")
    private Optional<Scope> scope = Optional.empty();
  }

  /** A command in this world. */
  public PurgeCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    PersonRef whom = whom();
    Principal principal = principal();
    return talk.run(
        host,
        arguments,
        memory -> memory.erasure().rehearse(whom, principal),
        memory -> memory.erasure().purge(whom, principal));
  }

  private PersonRef whom() {
    return person
        .entity
        .map(PersonRef::entity)
        .or(() -> person.speaker.map(PersonRef::speaker))
        .or(() -> person.scope.map(PersonRef::scope))
        .orElseThrow();
  }

  /** In the scope that is purged, if one is. */
  private Principal principal() {
    return person
        .scope
        .map(scope ->
            scope instanceof Scope.User user
                ? Principal.agent(user.agent()).in(user)
                : arguments.principal().in(scope))
        .orElseGet(arguments::principal);
  }
}
