package dev.engram.model;

import dev.engram.memory.Edge;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.memory.TimeSpan;
import dev.engram.scope.Principal;
import dev.engram.scope.Role;
import dev.engram.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a memory graph should answer, in plain collections and without an index. */
public final class GraphModel {
  private final Map<MemoryId, Entry> byId = new HashMap<>();
  private final List<Entry> all = new ArrayList<>();
  private final Map<String, Edge> edges = new HashMap<>();
  private long order;

  /** A memory. */
  public static final class Entry {
    private final MemoryId id;
    private final Scope scope;
    private final MemoryKind kind;
    private final List<String> versions = new ArrayList<>();
    private Instant when;
    private boolean active = true;
    private double strength = 1;
    private long newest;

    private Entry(MemoryId id, Scope scope, MemoryKind kind, Instant when) {
      this.id = id;
      this.scope = scope;
      this.kind = kind;
      this.when = when;
    }

    public MemoryId id() {
      return id;
    }

    public Scope scope() {
      return scope;
    }

    public MemoryKind kind() {
      return kind;
    }

    public List<String> versions() {
      return versions;
    }

    public String text() {
      return versions.getLast();
    }

    public boolean active() {
      return active;
    }

    public double strength() {
      return strength;
    }

    /** Makes it answer no more. */
    public void forget() {
      active = false;
    }
  }

  /** Takes in the answer to a remember, and fails when a strengthening makes no sense. */
  public void remembered(Remembered answer, NewMemory draft, Scope scope, Instant now) {
    Instant when = draft.placement().occurred().map(TimeSpan::from).orElse(now);
    Entry known = byId.get(answer.id());
    if (answer.outcome() == Remembered.Outcome.STRENGTHENED) {
      boolean same =
          known != null
              && known.active
              && known.scope.equals(scope)
              && known.kind == draft.kind()
              && known.text().equals(draft.text())
              && (known.kind == MemoryKind.FACT // one that still holds is the same however late
                  || Duration.between(known.when, when).abs().compareTo(Duration.ofHours(1)) <= 0);
      if (!same) {
        throw new AssertionError("strengthened something else: " + answer.id());
      }
      known.strength++;
      return;
    }
    if (known != null) {
      throw new AssertionError("an id was given twice: " + answer.id());
    }
    var entry = new Entry(answer.id(), scope, draft.kind(), when);
    entry.versions.add(draft.text());
    entry.newest = ++order;
    byId.put(entry.id, entry);
    all.add(entry);
  }

  /** Gives a memory new words. */
  public void updated(Entry entry, NewMemory revised) {
    entry.versions.add(revised.text());
    revised.placement().occurred().map(TimeSpan::from).ifPresent(from -> entry.when = from);
    entry.newest = ++order;
  }

  /** Stores an edge or its new weight. */
  public void linked(Edge edge) {
    edges.put(edge.source() + " " + edge.target() + " " + edge.type(), edge);
  }

  /** Every memory ever stored. */
  public List<Entry> entries() {
    return all;
  }

  /** The memory of an id that is known. */
  public Entry entry(MemoryId id) {
    return Optional.ofNullable(byId.get(id)).orElseThrow();
  }

  /** The memory that a principal may name by this id. */
  public Optional<Entry> named(MemoryId id, Principal principal) {
    return namedEvenForgotten(id, principal).filter(Entry::active);
  }

  /** The same, forgotten or not. */
  public Optional<Entry> namedEvenForgotten(MemoryId id, Principal principal) {
    return Optional.ofNullable(byId.get(id)).filter(entry -> sees(principal, entry.scope, true));
  }

  /** What a principal sees, newest first. */
  public List<Entry> visible(Principal principal, Set<MemoryKind> kinds, boolean overseen) {
    return all.stream()
        .filter(Entry::active)
        .filter(entry -> kinds.contains(entry.kind))
        .filter(entry -> sees(principal, entry.scope, overseen))
        .sorted(Comparator.comparingLong((Entry entry) -> entry.newest).reversed())
        .toList();
  }

  /** Edges of a memory whose other end the principal sees. */
  public List<Edge> edges(MemoryId id, Principal principal) {
    return edges.values().stream()
        .filter(edge -> edge.source().equals(id) || edge.target().equals(id))
        .filter(edge -> sees(principal, entry(edge.source()).scope, true))
        .filter(edge -> sees(principal, entry(edge.target()).scope, true))
        .toList();
  }

  /** Whether acyclic edges lead from one memory to another. */
  public boolean reaches(MemoryId from, MemoryId to) {
    return reaches(from, to, new HashSet<>());
  }

  private boolean reaches(MemoryId from, MemoryId to, Set<MemoryId> seen) {
    return from.equals(to)
        || (seen.add(from)
            && edges.values().stream()
                .filter(edge -> edge.type().acyclic() && edge.source().equals(from))
                .anyMatch(edge -> reaches(edge.target(), to, seen)));
  }

  /** The rules of visibility, written down a second time. */
  private static boolean sees(Principal principal, Scope scope, boolean overseen) {
    if (principal.role() == Role.ADMIN) {
      return true;
    }
    boolean own =
        switch (scope) {
          case Scope.Global global -> true;
          case Scope.Agent agent -> agent.name().equals(principal.agent());
          case Scope.Channel channel ->
              principal.home().equals(channel)
                  || (principal.home() instanceof Scope.User user
                      && user.agent().equals(channel.agent())
                      && user.channel().equals(channel.channel()));
          case Scope.User user -> principal.home().equals(user);
          default -> principal.visibleScopes().contains(scope);
        };
    return own || (overseen && principal.overseenScopes().contains(scope));
  }

  /** The rules of writing, written down a second time. */
  public static boolean mayWrite(Principal principal, Scope scope) {
    return switch (principal.role()) {
      case ADMIN -> true;
      case ORCHESTRATOR -> sees(principal, scope, true);
      case WORKER -> !(scope instanceof Scope.Global) && sees(principal, scope, false);
    };
  }
}
