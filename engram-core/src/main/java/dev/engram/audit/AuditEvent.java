package dev.engram.audit;

import static dev.engram.audit.AuditClass.AUDIT;
import static dev.engram.audit.AuditClass.OPS;

import java.util.Arrays;
import java.util.Optional;

/** Everything that the audit takes note of (spec §10.18, §10.21, §19). The set is closed. */
public enum AuditEvent {
  /** The vault was opened; before anything else of that session. */
  VAULT_OPENED("vault_opened", AUDIT),
  /** Opening failed; told to sinks, and to the vault if it could be written. */
  VAULT_OPEN_FAILED("vault_open_failed", AUDIT),
  /** The vault was closed in order. */
  VAULT_CLOSED("vault_closed", AUDIT),

  /** Memories were stored, strengthened, or closed by what was remembered. */
  REMEMBERED("remembered", AUDIT),
  /** A memory was given new words. */
  UPDATED("updated", AUDIT),
  /** A memory was made to answer no more. */
  FORGOTTEN("forgotten", AUDIT),
  /** A forgotten memory was made to answer again. */
  RESTORED("restored", AUDIT),
  /** A memory was kept back as one that looks like instructions to a model. */
  FLAGGED("flagged", AUDIT),
  /** A memory that was kept back answers again. */
  RELEASED("released", AUDIT),
  /** Two memories were linked. */
  LINKED("linked", AUDIT),
  /** Two entities were put together. */
  ENTITIES_MERGED("entities_merged", AUDIT),
  /** An entity was taken apart. */
  ENTITY_SPLIT("entity_split", AUDIT),
  /** A memory was judged. */
  JUDGED("judged", AUDIT),

  /** A question was answered. */
  RECALLED("recalled", OPS),
  /** It was told how a question is understood. */
  PLANNED("planned", OPS),
  /** It was told what would be remembered. */
  REHEARSED("rehearsed", OPS),
  /** A memory was read by its id. */
  MEMORY_READ("memory_read", OPS),
  /** Everything known of a memory was read. */
  DETAILS_READ("details_read", OPS),
  /** A memory's versions and links were read. */
  HISTORY_READ("history_read", OPS),
  /** Memories were listed. */
  LISTED("listed", OPS),
  /** Facts about a subject were read. */
  FACTS_READ("facts_read", OPS),
  /** Entities were read. */
  ENTITIES_READ("entities_read", OPS),
  /** What speaks of an entity was read. */
  TIMELINE_READ("timeline_read", OPS),
  /** It was read how knowledge came to be what it is. */
  EVOLUTION_READ("evolution_read", OPS),
  /** Memories were counted. */
  COUNTED("counted", OPS),

  /** Somebody may not do what was asked, or named what is not theirs or not there. */
  ACCESS_DENIED("access_denied", AUDIT),
  /** Too many calls in too short a time. Not written at once: a flood must stay cheap. */
  RATE_LIMITED("rate_limited", OPS),
  /** A text or a value was refused. */
  INPUT_REFUSED("input_refused", OPS),
  /** A text was refused as a prompt injection, or kept out of a prompt as one. */
  INJECTION_BLOCKED("injection_blocked", AUDIT),
  /** A call failed for another reason. */
  CALL_FAILED("call_failed", OPS),

  /** A text was sealed. */
  FIELD_SEALED("field_sealed", AUDIT),
  /** Sealed texts were opened for an answer. */
  FIELD_OPENED("field_opened", AUDIT),
  /** Words left the process, for an embedder, a language model or a reranker. */
  OUTWARD_CALLED("outward_called", OPS),
  /** Something was kept from leaving the process. */
  OUTWARD_REFUSED("outward_refused", AUDIT),
  /** An archive was made. */
  EXPORTED("exported", AUDIT),
  /** An archive in plain text was asked for. */
  PLAINTEXT_EXPORT_REQUESTED("plaintext_export_requested", AUDIT),
  /** An archive in plain text was made. */
  PLAINTEXT_EXPORTED("plaintext_exported", AUDIT),
  /** A copy of the vault's file was made. */
  BACKED_UP("backed_up", AUDIT),
  /** An archive was read in. */
  IMPORTED("imported", AUDIT),
  /** An archive was refused. */
  IMPORT_REFUSED("import_refused", AUDIT),
  /** What an archive brought was forgotten again. */
  IMPORT_UNDONE("import_undone", AUDIT),
  /** A copy is no longer counted among those that exist. */
  COPY_DISCARDED("copy_discarded", AUDIT),
  /** Memories were erased. */
  ERASED("erased", AUDIT),
  /** A person was purged. */
  PERSON_PURGED("person_purged", AUDIT),

  /** Keys are being exchanged. */
  KEY_ROTATION_STARTED("key_rotation_started", AUDIT),
  /** Keys were exchanged. */
  KEY_ROTATION_COMPLETED("key_rotation_completed", AUDIT),
  /** A passphrase was changed. */
  PASSPHRASE_CHANGED("passphrase_changed", AUDIT),
  /** Memory of the process could not be locked. */
  MEMORY_NOT_LOCKED("memory_not_locked", AUDIT),
  /** Dumps of the process were prevented. */
  DUMPS_PREVENTED("dumps_prevented", AUDIT),

  /** A snapshot of vectors is taken. */
  SNAPSHOT_TAKEN("snapshot_taken", AUDIT),
  /** A snapshot is put back. */
  SNAPSHOT_RESTORED("snapshot_restored", AUDIT),
  /** A snapshot is deleted. */
  SNAPSHOT_DELETED("snapshot_deleted", AUDIT),
  /** Memories begin to move to another embedding model. */
  MIGRATION_STARTED("migration_started", AUDIT),
  /** A move to another embedding model was given up. */
  MIGRATION_CANCELLED("migration_cancelled", AUDIT),

  /** An outside vector store was called. */
  BACKEND_CALLED("backend_called", OPS),
  /** The host let idle work be done. */
  MAINTAINED("maintained", OPS),
  /** The file's padding was renewed. */
  PADDED("padded", OPS),

  /** References to a person were taken out of the audit. */
  REFERENCES_FORGOTTEN("references_forgotten", AUDIT),
  /** The oldest entries of {@link AuditClass#OPS} were dropped. */
  OPS_PRUNED("ops_pruned", AUDIT),
  /** The audit was found tampered with when the next entry was to be written. */
  CHAIN_BROKEN("chain_broken", AUDIT);

  private final String label;
  private final AuditClass storage;

  AuditEvent(String label, AuditClass storage) {
    this.label = label;
    this.storage = storage;
  }

  /** The name that the vault keeps. */
  public String label() {
    return label;
  }

  /** How entries of this event are kept. */
  public AuditClass storage() {
    return storage;
  }

  /** The event of a name. */
  public static Optional<AuditEvent> labelled(String label) {
    return Arrays.stream(values()).filter(event -> event.label.equals(label)).findFirst();
  }
}
