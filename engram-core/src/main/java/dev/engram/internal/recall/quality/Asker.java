package dev.engram.internal.recall.quality;

import dev.engram.scope.Principal;
import dev.engram.scope.Role;
import dev.engram.scope.Scope;
import java.util.Set;

/**
 * Who was answered, so that nobody else can name the answer.
 *
 * @param role worker, orchestrator or admin
 * @param agent its name
 * @param scopes what it sees
 */
record Asker(Role role, String agent, Set<Scope> scopes) {
  static Asker of(Principal principal) {
    return new Asker(principal.role(), principal.agent(), Set.copyOf(principal.visibleScopes()));
  }
}
