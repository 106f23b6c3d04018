package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.internal.recall.quality.Experience;
import dev.engram.internal.remember.RememberPaths;
import dev.engram.memory.Edge;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityId;
import dev.engram.memory.Material;
import dev.engram.memory.MemoryId;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.query.Feedback;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every change of a caller, through the gate. Thread-safe; every method needs a principal. */
public final class Changes {
  private final Gate gate;
  private final RememberPaths paths;
  private final Experience experience;

  Changes(Gate gate, RememberPaths paths, Experience experience) {
    this.gate = gate;
    this.paths = paths;
    this.experience = experience;
  }

  /** Remembers. */
  public List<Remembered> remember(List<? extends Material> materials, Principal principal) {
    return gate.change(
        AuditEvent.REMEMBERED,
        principal,
        note -> note.count(AuditCount.MATERIALS, materials.size()),
        () -> paths.remembering().remember(materials, principal));
  }

  /** Judges. */
  public Optional<Remembered> feedback(MemoryId id, Feedback feedback, Principal principal) {
    return gate.change(
        AuditEvent.JUDGED,
        principal,
        note -> note.on(id),
        () -> experience.feedback(id, feedback, principal));
  }

  /** Puts two entities together. */
  public Entity merge(EntityId kept, EntityId absorbed, Principal principal) {
    return gate.change(
        AuditEvent.ENTITIES_MERGED,
        principal,
        note -> note.on(kept).on(absorbed),
        () -> paths.editing().merge(kept, absorbed, principal));
  }

  /** Takes an entity apart. */
  public Entity split(EntityId from, Set<String> names, Principal principal) {
    return gate.change(
        AuditEvent.ENTITY_SPLIT,
        principal,
        note -> note.on(from),
        () -> paths.editing().split(from, names, principal));
  }

  /** Gives new words. */
  public Remembered update(MemoryId id, NewMemory revised, Principal principal) {
    return gate.change(
        AuditEvent.UPDATED,
        principal,
        note -> note.on(id),
        () -> paths.revising().update(id, revised, principal));
  }

  /** Forgets. */
  public void forget(MemoryId id, Principal principal) {
    gate.change(
        AuditEvent.FORGOTTEN,
        principal,
        note -> note.on(id),
        () -> {
          paths.revising().forget(id, principal);
          return id;
        });
  }

  /** Links. */
  public void link(Edge edge, Principal principal) {
    gate.change(
        AuditEvent.LINKED,
        principal,
        note -> note.on(edge.source()).on(edge.target()),
        () -> {
          paths.revising().link(edge, principal);
          return edge;
        });
  }
}
