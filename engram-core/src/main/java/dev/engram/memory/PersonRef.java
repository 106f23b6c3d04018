package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import dev.engram.scope.Scope;

/** How a person, or whatever else is to leave a vault whole, is told. */
public sealed interface PersonRef {
  /**
   * Whom memories speak of: every memory that mentions the entity, and those that it said itself
   * under one of its names, within the entity's scope.
   */
  record OfEntity(EntityId id) implements PersonRef {}

  /**
   * Who spoke: every memory said under a name, as names are compared.
   *
   * @param name 1 to 512 characters
   */
  record Speaking(String name) implements PersonRef {
    private static final int LONGEST = 512;

    public Speaking {
      if (name.isBlank() || name.length() > LONGEST) {
        throw InvalidInputException.of(
            "person.name", "must have 1 to " + LONGEST + " characters, got " + name.length());
      }
    }

    /** Shows its length: a name is content. */
    @Override
    public String toString() {
      return "Speaking[" + name.length() + " characters]";
    }
  }

  /**
   * Whose scope it is: everything in it.
   *
   * @param scope of a user in a channel, or personal
   */
  record InScope(Scope scope) implements PersonRef {
    public InScope {
      if (!(scope instanceof Scope.User) && !(scope instanceof Scope.Personal)) {
        throw InvalidInputException.of(
            "person.scope", "must be of a user in a channel, or personal");
      }
    }
  }

  /** Whom memories speak of. */
  static PersonRef entity(EntityId id) {
    return new OfEntity(id);
  }

  /** Who spoke. */
  static PersonRef speaker(String name) {
    return new Speaking(name);
  }

  /** Whose scope it is. */
  static PersonRef scope(Scope scope) {
    return new InScope(scope);
  }
}
