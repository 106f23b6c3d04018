package dev.engram.internal.audit;

import dev.engram.audit.AuditReference.Kind;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.scope.Scope;

/**
 * What entries refer to, before it is hashed.
 *
 * @param kind what kind of thing
 * @param name its one plain name
 */
public record AuditSubject(Kind kind, String name) {
  /** A memory. */
  public static AuditSubject memory(MemoryId id) {
    return new AuditSubject(Kind.MEMORY, id.toString());
  }

  /** An entity. */
  public static AuditSubject entity(EntityId id) {
    return new AuditSubject(Kind.ENTITY, id.toString());
  }

  /** A scope that was written to or read. */
  public static AuditSubject scope(Scope scope) {
    return new AuditSubject(Kind.SCOPE, scope.canonical());
  }

  /** A channel or user with whom an agent spoke. */
  public static AuditSubject place(Scope scope) {
    return new AuditSubject(Kind.PLACE, scope.canonical());
  }

  /** An agent that asked. */
  public static AuditSubject actor(String agent) {
    return new AuditSubject(Kind.ACTOR, agent);
  }

  /** Words that were asked with: a question, a subject, a name. */
  public static AuditSubject query(String text) {
    return new AuditSubject(Kind.QUERY, text);
  }

  /** An outside store, or another service outside of Engram. */
  public static AuditSubject backend(String name) {
    return new AuditSubject(Kind.BACKEND, name);
  }

  /** Shows its kind and length: a name may be content. */
  @Override
  public String toString() {
    return "AuditSubject[" + kind + ", " + name.length() + " characters]";
  }
}
