package dev.engram.internal.remember;

import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.EntityReads;
import dev.engram.internal.vault.EntityReads.EntityRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys under which facts about a subject are filed, for readers. */
public final class SubjectKeys {
  private SubjectKeys() {}

  /**
   * The keys of a name in a scope: its own, from before it stood for an entity, and the entity's;
   * each as clear rows carry it and as sealed ones do.
   *
   * @param normal the name in the form that names are compared in
   */
  public static List<Long> of(Statements reads, Sealing sealing, Scope scope, String normal)
      throws SQLException {
    var keys = new ArrayList<Long>();
    keys.add(Claims.about(scope, normal));
    Optional<EntityRow> entity = EntityReads.named(reads, scope, normal);
    if (entity.isPresent()) {
      keys.add(Claims.about(scope, Claims.entity(entity.get().row())));
    }
    if (sealing.available()) {
      List.copyOf(keys).forEach(key -> keys.add(sealing.blinded(key)));
    }
    return keys;
  }
}
