package dev.engram.scope;

import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who asks. Made by the host, never from a model's output. Immutable: each method returns a new
 * principal.
 *
 * <p>A principal sees the global scope, its projects and squads, its own agent scope, the sessions,
 * workflows and persons it was put in, and the one channel and user it now speaks with; no other
 * channel or user, even its own agent's. An {@link Role#ADMIN} sees everything.
 */
public final class Principal {
  private final String agent;
  private final Role role;
  private final SortedSet<Scope> memberships;
  private final SortedSet<Scope> overseen;
  private final Optional<Scope> place;

  private Principal(
      String agent,
      Role role,
      SortedSet<Scope> memberships,
      SortedSet<Scope> overseen,
      Optional<Scope> place) {
    this.agent = ScopeName.require("principal.agent", agent);
    this.role = role;
    this.memberships = memberships;
    this.overseen = overseen;
    this.place = place;
  }

  /** An agent that does the work. */
  public static Principal agent(String name) {
    return of(name, Role.WORKER);
  }

  /** An agent that leads others. */
  public static Principal orchestrator(String name) {
    return of(name, Role.ORCHESTRATOR);
  }

  /** The host itself; never hand this to a tool. */
  public static Principal admin(String name) {
    return of(name, Role.ADMIN);
  }

  private static Principal of(String name, Role role) {
    return new Principal(name, role, new TreeSet<>(), new TreeSet<>(), Optional.empty());
  }

  /**
   * Puts the principal in a project, squad, session, workflow or person's service, or makes it
   * speak in a channel or with a user of its own agent (which replaces where it spoke before).
   *
   * @throws InvalidInputException for the global scope, which needs no membership, and for an agent
   *     scope or a channel of another agent
   */
  public Principal in(Scope scope) {
    return switch (scope) {
      case Scope.Project s -> joining(s);
      case Scope.Squad s -> joining(s);
      case Scope.Session s -> joining(s);
      case Scope.Workflow s -> joining(s);
      case Scope.Personal s -> joining(s);
      case Scope.Channel s -> speaking(s, s.agent());
      case Scope.User s -> speaking(s, s.agent());
      case Scope.Global s ->
          throw InvalidInputException.of("principal.scope", "global needs no membership");
      case Scope.Agent s ->
          throw InvalidInputException.of(
              "principal.scope", "an agent scope cannot be joined; use overseeing(...)");
    };
  }

  /** Lets an orchestrator ask for another agent's scope, when a query says so. */
  public Principal overseeing(String otherAgent) {
    if (role == Role.WORKER) {
      throw AccessException.denied("oversee agents", "agent:" + otherAgent);
    }
    var more = new TreeSet<>(overseen);
    more.add(Scope.agent(otherAgent));
    return new Principal(agent, role, memberships, more, place);
  }

  private Principal joining(Scope scope) {
    var more = new TreeSet<>(memberships);
    more.add(scope);
    return new Principal(agent, role, more, overseen, place);
  }

  private Principal speaking(Scope where, String speaker) {
    if (!speaker.equals(agent)) {
      throw InvalidInputException.of(
          "principal.scope", "is a channel of another agent than the principal's");
    }
    return new Principal(agent, role, memberships, overseen, Optional.of(where));
  }

  /** The agent's name. */
  public String agent() {
    return agent;
  }

  /** What it may do beyond its own scopes. */
  public Role role() {
    return role;
  }

  /** Whether every scope is visible. */
  public boolean seesEverything() {
    return role == Role.ADMIN;
  }

  /** The scopes this principal sees without asking for more; an admin's list is not exhaustive. */
  public Set<Scope> visibleScopes() {
    var scopes = new TreeSet<>(memberships);
    scopes.add(Scope.global());
    scopes.add(Scope.agent(agent));
    place.ifPresent(here -> {
      scopes.add(here);
      if (here instanceof Scope.User user) {
        scopes.add(Scope.channel(user.agent(), user.channel()));
      }
    });
    return scopes;
  }

  /** The agents' scopes that an orchestrator may ask for explicitly. */
  public Set<Scope> overseenScopes() {
    return new TreeSet<>(overseen);
  }

  /** The channel or user it now speaks with, if it does. */
  public Optional<Scope> place() {
    return place;
  }

  /** Where a memory goes when the caller names no scope: where it speaks, else its agent scope. */
  public Scope home() {
    return place.orElseGet(() -> Scope.agent(agent));
  }

  /** Whether this principal may write into a scope. */
  public boolean mayWrite(Scope scope) {
    return switch (role) {
      case ADMIN -> true;
      case ORCHESTRATOR -> visibleScopes().contains(scope) || overseen.contains(scope);
      case WORKER -> !scope.equals(Scope.global()) && visibleScopes().contains(scope);
    };
  }

  @Override
  public String toString() {
    return "Principal[" + role + " " + agent + ", " + visibleScopes().size() + " scopes]";
  }
}
