package dev.engram.archive;

import dev.engram.memory.MemoryKind;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be exported, of what the principal may see. Only what answers now: neither forgotten
 * memories, nor earlier wordings, nor facts that gave way; a backup holds those. Immutable.
 *
 * @param kinds of these kinds
 * @param scopes of these scopes; none named: all that the principal sees
 * @param since remembered at this moment or later, if one is named
 */
public record ExportRequest(Set<MemoryKind> kinds, Set<Scope> scopes, Optional<Instant> since) {
  public ExportRequest {
    kinds = Set.copyOf(kinds);
    scopes = Set.copyOf(scopes);
  }

  /** Everything that the principal may see. */
  public static ExportRequest everything() {
    return new ExportRequest(EnumSet.allOf(MemoryKind.class), Set.of(), Optional.empty());
  }

  /** Only these kinds. */
  public ExportRequest only(MemoryKind... these) {
    return new ExportRequest(new HashSet<>(Arrays.asList(these)), scopes, since);
  }

  /** Only these scopes. */
  public ExportRequest in(Scope... these) {
    return new ExportRequest(kinds, new HashSet<>(Arrays.asList(these)), since);
  }

  /** Only what was remembered at this moment or later. */
  public ExportRequest since(Instant moment) {
    return new ExportRequest(kinds, scopes, Optional.of(moment));
  }
}
