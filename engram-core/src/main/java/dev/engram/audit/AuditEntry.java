package dev.engram.audit;

import dev.engram.fault.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the audit. By its types it cannot hold content: events and codes of closed sets,
 * numbers, and keyed hashes.
 *
 * @param seq its number in the vault's chain, from 1; 0 while it is not in the chain, or if its
 *     class is not kept there
 * @param moment when, to a microsecond
 * @param event what happened
 * @param during for a refusal or a failure, what was asked for
 * @param code for a refusal or a failure, why
 * @param counts numbers, in the order of {@link AuditCount}
 * @param references what it is about; references that were forgotten are left out
 */
public record AuditEntry(
    long seq,
    Instant moment,
    AuditEvent event,
    Optional<AuditEvent> during,
    Optional<ErrorCode> code,
    Map<AuditCount, Long> counts,
    List<AuditReference> references) {
  public AuditEntry {
    counts = Map.copyOf(counts);
    references = List.copyOf(references);
  }

  /** How it is kept. */
  public AuditClass storage() {
    return event.storage();
  }

  /** The same with its number in the chain. */
  public AuditEntry numbered(long number) {
    return new AuditEntry(number, moment, event, during, code, counts, references);
  }

  /** A count; 0 if it has none of that name. */
  public long count(AuditCount of) {
    return counts.getOrDefault(of, 0L);
  }
}
