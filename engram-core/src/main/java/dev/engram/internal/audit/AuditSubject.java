package dev.engram.internal.audit;

import dev.engram.audit.AuditReference.Kind;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.scope.Scope;

/** What entries refer to, by its plain name; it is hashed before it is kept. */
public sealed interface AuditSubject {
  /** What kind of thing. */
  Kind kind();

  /** Its one name. */
  String name();

  /** A memory. */
  record OfMemory(MemoryId id) implements AuditSubject {
    @Override
    public Kind kind() {
      return Kind.MEMORY;
    }

    @Override
    public String name() {
      return id.toString();
    }
  }

  /** An entity. */
  record OfEntity(EntityId id) implements AuditSubject {
    @Override
    public Kind kind() {
      return Kind.ENTITY;
    }

    @Override
    public String name() {
      return id.toString();
    }
  }

  /** A scope that was written to or read. */
  record OfScope(Scope scope) implements AuditSubject {
    @Override
    public Kind kind() {
      return Kind.SCOPE;
    }

    @Override
    public String name() {
      return scope.canonical();
    }
  }

  /** A channel or user with whom an agent spoke. */
  record OfPlace(Scope scope) implements AuditSubject {
    @Override
    public Kind kind() {
      return Kind.PLACE;
    }

    @Override
    public String name() {
      return scope.canonical();
    }
  }

  /** An agent that asked. */
  record OfActor(String agent) implements AuditSubject {
    @Override
    public Kind kind() {
      return Kind.ACTOR;
    }

    @Override
    public String name() {
      return agent;
    }
  }

  /** Words that were asked with: a question, a subject, a name. */
  record OfQuery(String text) implements AuditSubject {
    @Override
    public Kind kind() {
      return Kind.QUERY;
    }

    @Override
    public String name() {
      return text;
    }

    /** Shows its length: it is content. */
    @Override
    public String toString() {
      return "OfQuery[" + text.length() + " characters]";
    }
  }

  /** An outside store, or another service outside of Engram. */
  record OfBackend(String name) implements AuditSubject {
    @Override
    public Kind kind() {
      return Kind.BACKEND;
    }
  }
}
