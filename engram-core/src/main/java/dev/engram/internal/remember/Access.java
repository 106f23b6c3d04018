package dev.engram.internal.remember;

import dev.engram.fault.AccessException;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.util.Optional;

/**
 * Decides what a principal may do with a memory that is named by its id. An id of another scope is
 * answered exactly as one that does not exist.
 */
public final class Access {
  private Access() {}

  /** The row, if the principal may see it and it is not forgotten. */
  public static MemoryRow requireVisible(
      Optional<MemoryRow> row, MemoryId id, Principal principal) {
    return requireInScope(row, id, principal, false);
  }

  /** The row, forgotten or not, if the principal may see its scope. */
  public static MemoryRow requireVisibleEvenForgotten(
      Optional<MemoryRow> row, MemoryId id, Principal principal) {
    return requireInScope(row, id, principal, true);
  }

  /** The row, if the principal may see and change it. */
  public static MemoryRow requireWritable(
      Optional<MemoryRow> row, MemoryId id, Principal principal) {
    MemoryRow visible = requireVisible(row, id, principal);
    requireWritable(visible.memory().scope(), principal);
    return visible;
  }

  /** Fails unless the principal may write into a scope. */
  public static void requireWritable(Scope scope, Principal principal) {
    if (!principal.mayWrite(scope)) {
      throw AccessException.denied("write", scope.canonical());
    }
  }

  private static MemoryRow requireInScope(
      Optional<MemoryRow> row, MemoryId id, Principal principal, boolean evenForgotten) {
    return row.filter(r -> sees(principal, r.memory().scope()))
        .filter(r -> evenForgotten || r.memory().traits().state() != MemoryState.FORGOTTEN)
        .orElseThrow(() -> AccessException.unknown(id.toString()));
  }

  /** Whether a scope is visible to a principal that names a memory by its id. */
  public static boolean sees(Principal principal, Scope scope) {
    return principal.seesEverything()
        || principal.visibleScopes().contains(scope)
        || principal.overseenScopes().contains(scope);
  }
}
