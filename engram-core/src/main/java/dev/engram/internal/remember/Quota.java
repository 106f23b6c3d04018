package dev.engram.internal.remember;

import dev.engram.config.AccessLimits;
import dev.engram.config.AccessOptions;
import dev.engram.fault.AccessException;
import dev.engram.internal.access.RateLimits;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Refuses what would flood a scope or the vault (spec §10.17), before it is read or embedded.
 * Thread-safe. Calls that come at the same time may together pass the bound of a scope by what they
 * bring; facts that are found in what is remembered are not counted beforehand.
 */
final class Quota {
  private final AccessOptions options;
  private final RateLimits limits;
  private final ToIntFunction<Scope> held;

  /**
   * A quota.
   *
   * @param held how many active memories a scope has
   */
  Quota(AccessOptions options, RateLimits limits, ToIntFunction<Scope> held) {
    this.options = options;
    this.limits = limits;
    this.held = held;
  }

  /** Lets pieces in, or refuses all of them. */
  void admit(List<Piece> pieces, Principal principal) {
    limits.write(principal, pieces.size());
    AccessLimits mine = principal.isUntrusted() ? options.untrusted() : options.trusted();
    OptionalInt most = mine.memoriesPerScope();
    if (most.isPresent()) {
      var more = new TreeMap<Scope, Integer>();
      pieces.forEach(piece -> more.merge(piece.scope(), 1, Integer::sum));
      more.forEach((scope, count) -> {
        int now = held.applyAsInt(scope);
        if (now + count > most.getAsInt()) {
          throw AccessException.full(scope.canonical(), now, most.getAsInt());
        }
      });
    }
  }
}
