package dev.engram.scope;

import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import java.util.EnumSet;
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
 *
 * <p>What comes in over a network, from a webhook, a tool protocol or a bridge, asks as {@link
 * #network}: it sees its agent's scope, a tagged scope of its own, and what the host puts it in,
 * but not the global scope; it writes nothing unless the host says so, and then into its tagged
 * scope alone (spec §10.13.3). To a principal that is not trusted, scores are told as bands, and
 * calls are counted (§10.16).
 */
public final class Principal {
  /** The most scopes one principal may be put in, and the most agents it may oversee. */
  public static final int MOST_SCOPES = 256;

  private static final String TAGGED = "net:";
  private static final int LONGEST_TAG = ScopeName.MAX_LENGTH - TAGGED.length();

  /** How a principal differs from one that the host speaks for itself. */
  private enum Bound {
    /** It came in over a network: writes go into its tagged scope alone, if anywhere. */
    NETWORK,
    /** It sees the global scope though it came in over a network. */
    GLOBAL,
    /** It writes nothing. */
    READ_ONLY,
    /** It gets bands for scores, and its calls are counted. */
    UNTRUSTED
  }

  private final String agent;
  private final Role role;
  private final SortedSet<Scope> memberships;
  private final SortedSet<Scope> overseen;
  private final Optional<Scope> place;
  private final EnumSet<Bound> bounds;

  private Principal(
      String agent,
      Role role,
      SortedSet<Scope> memberships,
      SortedSet<Scope> overseen,
      Optional<Scope> place,
      EnumSet<Bound> bounds) {
    this.agent = ScopeName.require("principal.agent", agent);
    this.role = role;
    this.memberships = requireFew("principal.scopes", memberships);
    this.overseen = requireFew("principal.overseen", overseen);
    this.place = place;
    this.bounds = bounds;
  }

  private static SortedSet<Scope> requireFew(String field, SortedSet<Scope> scopes) {
    if (scopes.size() > MOST_SCOPES) {
      throw InvalidInputException.of(
          field, "must have at most " + MOST_SCOPES + " entries, got " + scopes.size());
    }
    return scopes;
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
    return new Principal(
        name,
        role,
        new TreeSet<>(),
        new TreeSet<>(),
        Optional.empty(),
        EnumSet.noneOf(Bound.class));
  }

  /**
   * An agent that was called over a network: read-only, not trusted, and without the global scope.
   * Whatever it may write goes into {@code channel:AGENT/net:TAG}, which no interactive principal
   * sees unless the host puts it there.
   *
   * @param name the agent that answers
   * @param tag what called, for example {@code webhook.github} or {@code mcp}: 1 to 124 characters,
   *     as in a scope's name
   */
  public static Principal network(String name, String tag) {
    ScopeName.require("principal.tag", tag);
    if (tag.length() > LONGEST_TAG) {
      throw InvalidInputException.of(
          "principal.tag", "must have 1 to " + LONGEST_TAG + " characters, got " + tag.length());
    }
    return new Principal(
        name,
        Role.WORKER,
        new TreeSet<>(),
        new TreeSet<>(),
        Optional.of(Scope.channel(name, TAGGED + tag)),
        EnumSet.of(Bound.NETWORK, Bound.READ_ONLY, Bound.UNTRUSTED));
  }

  /** Lets it write: one of a network into its tagged scope, others as their role says. */
  public Principal writing() {
    return without(Bound.READ_ONLY);
  }

  /** Lets it write nothing. */
  public Principal readOnly() {
    return with(Bound.READ_ONLY);
  }

  /** Trusts it with scores, and counts its calls no more than those of the host. */
  public Principal trusted() {
    return without(Bound.UNTRUSTED);
  }

  /** Tells it scores as bands only, and bounds its calls. */
  public Principal untrusted() {
    return with(Bound.UNTRUSTED);
  }

  /** Lets one of a network see the global scope; all others do. */
  public Principal seeingGlobal() {
    return with(Bound.GLOBAL);
  }

  private Principal with(Bound bound) {
    var more = EnumSet.copyOf(bounds);
    more.add(bound);
    return new Principal(agent, role, memberships, overseen, place, more);
  }

  private Principal without(Bound bound) {
    var fewer = EnumSet.copyOf(bounds);
    fewer.remove(bound);
    return new Principal(agent, role, memberships, overseen, place, fewer);
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
    return new Principal(agent, role, memberships, more, place, bounds);
  }

  private Principal joining(Scope scope) {
    var more = new TreeSet<>(memberships);
    more.add(scope);
    return new Principal(agent, role, more, overseen, place, bounds);
  }

  private Principal speaking(Scope where, String speaker) {
    if (!speaker.equals(agent)) {
      throw InvalidInputException.of(
          "principal.scope", "is a channel of another agent than the principal's");
    }
    if (network() && !(where instanceof Scope.User user && user.channel().equals(channel()))) {
      throw InvalidInputException.of(
          "principal.scope", "of a network principal must be a user of its own tagged channel");
    }
    return new Principal(agent, role, memberships, overseen, Optional.of(where), bounds);
  }

  private String channel() {
    return place
        .map(here ->
            switch (here) {
              case Scope.Channel channel -> channel.channel();
              case Scope.User user -> user.channel();
              default -> "";
            })
        .orElse("");
  }

  /** The agent's name. */
  public String agent() {
    return agent;
  }

  /** What it may do beyond its own scopes. */
  public Role role() {
    return role;
  }

  /** Whether it gets bands for scores, and its calls are bounded. */
  public boolean isUntrusted() {
    return bounds.contains(Bound.UNTRUSTED);
  }

  /** Whether it came in over a network. */
  public boolean network() {
    return bounds.contains(Bound.NETWORK);
  }

  /** Whether it may write anywhere at all. */
  public boolean writes() {
    return !bounds.contains(Bound.READ_ONLY);
  }

  /** Whether every scope is visible. */
  public boolean seesEverything() {
    return role == Role.ADMIN;
  }

  /** The scopes this principal sees without asking for more; an admin's list is not exhaustive. */
  public Set<Scope> visibleScopes() {
    var scopes = new TreeSet<>(memberships);
    if (!network() || bounds.contains(Bound.GLOBAL)) {
      scopes.add(Scope.global());
    }
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
    if (!writes()) {
      return false;
    }
    if (network()) {
      return scope.equals(home());
    }
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
