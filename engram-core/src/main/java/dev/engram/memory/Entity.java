package dev.engram.memory;

import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.List;

/**
 * Somebody or something that memories of one scope speak of (spec §41).
 *
 * @param id its name for ever
 * @param scope whose entity it is; no entity reaches across scopes
 * @param name the name it is called most
 * @param type what it is
 * @param aliases every name it was called, most frequent first, {@code name} included
 * @param firstSeen when it was first spoken of
 * @param lastSeen when it was last spoken of
 * @param mentions how many memories speak of it, facts found in them not counted
 */
public record Entity(
    EntityId id,
    Scope scope,
    String name,
    EntityType type,
    List<String> aliases,
    Instant firstSeen,
    Instant lastSeen,
    int mentions) {
  public Entity {
    aliases = List.copyOf(aliases);
  }

  /** Shows id, type and counts: names are content. */
  @Override
  public String toString() {
    return "Entity[" + id + ", " + type.label() + ", " + mentions + " mentions]";
  }
}
