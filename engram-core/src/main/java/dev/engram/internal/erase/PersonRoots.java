package dev.engram.internal.erase;

import dev.engram.fault.AccessException;
import dev.engram.internal.capture.entity.NormalName;
import dev.engram.internal.remember.Access;
import dev.engram.internal.vault.EntityReads;
import dev.engram.internal.vault.EntityReads.EntityRow;
import dev.engram.internal.vault.ErasureReads;
import dev.engram.internal.vault.ErasureReads.Spoken;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.PersonRef;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what is a person's. On the writer's thread. */
final class PersonRoots {
  private PersonRoots() {}

  /** The roots of everything of a person that a principal may change. */
  static List<Integer> of(Transaction tx, PersonRef person, Principal principal)
      throws SQLException {
    return switch (person) {
      case PersonRef.OfEntity entity -> entity(tx, entity, principal);
      case PersonRef.Speaking speaking ->
          said(tx, Set.of(NormalName.of(speaking.name())), scope -> may(principal, scope));
      case PersonRef.InScope in -> {
        if (!may(principal, in.scope())) {
          throw AccessException.denied("purge", in.scope().canonical());
        }
        yield ErasureReads.inScope(tx, in.scope());
      }
    };
  }

  private static boolean may(Principal principal, Scope scope) {
    return Access.sees(principal, scope) && principal.mayWrite(scope);
  }

  private static List<Integer> entity(
      Transaction tx, PersonRef.OfEntity person, Principal principal) throws SQLException {
    EntityRow row =
        EntityReads.byId(tx, person.id())
            .filter(found -> Access.sees(principal, found.entity().scope()))
            .orElseThrow(() -> AccessException.unknownEntity(person.id().toString()));
    Scope scope = row.entity().scope();
    Access.requireWritable(scope, principal);
    var names = new HashSet<String>();
    row.entity().aliases().forEach(alias -> names.add(NormalName.of(alias)));
    var roots = new ArrayList<>(ErasureReads.speakingOf(tx, row.row()));
    roots.addAll(said(tx, names, scope::equals));
    return roots;
  }

  private static List<Integer> said(Transaction tx, Set<String> names, Predicate<Scope> allowed)
      throws SQLException {
    var roots = new ArrayList<Integer>();
    for (Spoken one : ErasureReads.spoken(tx)) {
      if (allowed.test(one.scope()) && names.contains(NormalName.of(one.speaker()))) {
        roots.add(one.root());
      }
    }
    return roots;
  }
}
