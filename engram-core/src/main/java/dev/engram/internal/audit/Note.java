package dev.engram.internal.audit;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEntry;
import dev.engram.audit.AuditEvent;
import dev.engram.audit.AuditReference;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An entry in the making. What it refers to is hashed as soon as it is named. Not thread-safe. */
public final class Note {
  /** More references than these are counted only. */
  public static final int MOST_REFERENCES = 64;

  private final AuditHashes hashes;
  private final AuditEvent event;
  private final Instant moment;
  private final Map<AuditCount, Long> counts = new EnumMap<>(AuditCount.class);
  private final List<AuditReference> references = new ArrayList<>(4);
  private Optional<AuditEvent> during = Optional.empty();
  private Optional<ErrorCode> code = Optional.empty();

  Note(AuditHashes hashes, AuditEvent event, Instant moment) {
    this.hashes = hashes;
    this.event = event;
    this.moment = moment;
  }

  /** It refers to this. */
  public Note on(AuditSubject subject) {
    if (references.size() < MOST_REFERENCES) {
      AuditReference reference = hashes.reference(subject);
      if (!references.contains(reference)) {
        references.add(reference);
      }
    } else {
      counts.merge(AuditCount.REFERENCES, 1L, Long::sum);
    }
    return this;
  }

  /** It refers to a memory. */
  public Note on(MemoryId id) {
    return on(AuditSubject.memory(id));
  }

  /** It refers to an entity. */
  public Note on(EntityId id) {
    return on(AuditSubject.entity(id));
  }

  /** It refers to a scope. */
  public Note in(Scope scope) {
    return on(AuditSubject.scope(scope));
  }

  /** It was asked with these words. */
  public Note asked(String words) {
    return on(AuditSubject.query(words));
  }

  /** It counts this; a second time adds. */
  public Note count(AuditCount what, long number) {
    counts.merge(what, number, Long::sum);
    return this;
  }

  /** It was a refusal or a failure of this, for this reason. */
  public Note during(AuditEvent asked, ErrorCode why) {
    during = Optional.of(asked);
    code = Optional.of(why);
    return this;
  }

  AuditEntry entry() {
    return new AuditEntry(0, moment, event, during, code, counts, references);
  }
}
