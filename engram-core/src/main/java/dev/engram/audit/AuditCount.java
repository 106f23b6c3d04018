package dev.engram.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What entries of the audit count. Numbers under these names are all that an entry's detail has.
 */
public enum AuditCount {
  /** Things that the caller brought. */
  MATERIALS,
  /** Memories stored. */
  STORED,
  /** Memories strengthened. */
  RESTATED,
  /** Facts stored. */
  FACTS,
  /** Memories that hold no longer. */
  SUPERSEDED,
  /** Texts that secrets were taken out of. */
  SCREENED,
  /** Memories kept back because they look like instructions to a model. */
  FLAGGED,
  /** Memories of an archive that were not let in. */
  REFUSED,
  /** Memories that answered. */
  HITS,
  /** Memories that the asker could see. */
  VISIBLE,
  /** Memories that were told in clear. */
  CLEAR,
  /** Memories of the sensitive tier that were told. */
  SENSITIVE,
  /** Memories of the confidential tier that were told. */
  CONFIDENTIAL,
  /** Tokens that an answer takes. */
  TOKENS,
  /** Reasons why an answer may be less than it could be. */
  DEGRADATIONS,
  /** Things that were read. */
  ITEMS,
  /** Memories erased, sealed, opened, exported or brought in. */
  MEMORIES,
  /** References. */
  REFERENCES,
  /** Entries of the audit. */
  ENTRIES,
  /** Texts that left the process. */
  TEXTS,
  /** Secrets that were replaced in them. */
  SECRETS,
  /** Stretches of personal data that were replaced in them. */
  PERSONAL,
  /** Texts that a policy kept in the process. */
  WITHHELD,
  /** Ids that went to an outside store. */
  IDS,
  /** Vectors that went to an outside store, a question counting as one. */
  VECTORS,
  /** 1 if an outside store was begun. */
  BEGINS,
  /** 1 if vectors were stored there. */
  PUTS,
  /** 1 if ids were removed there. */
  REMOVALS,
  /** 1 if it was searched. */
  SEARCHES,
  /** 1 if its vectors were counted. */
  COUNTINGS,
  /** 1 if it answered. */
  ANSWERED,
  /** 1 if it was away. */
  UNAVAILABLE,
  /** 1 if it failed. */
  FAILED,
  /** 1 if it was too late. */
  LATE,
  /** Number of a snapshot. */
  SNAPSHOT,
  /** Bytes before. */
  BYTES_BEFORE,
  /** Bytes after. */
  BYTES_AFTER,
  /** The schema of the vault. */
  SCHEMA,
  /** 1 if the last user of the vault crashed. */
  RECOVERED,
  /** A score in thousandths. */
  SCORE,
  /** 1 if a memory was judged helpful. */
  HELPFUL,
  /** 1 if it was judged unhelpful. */
  UNHELPFUL,
  /** 1 if it was corrected. */
  CORRECTED,
  /** Memories that were given vectors. */
  EMBEDDED,
  /** Microseconds. */
  MICROS;

  /** The name that the vault keeps. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The count of a name. */
  public static Optional<AuditCount> labelled(String label) {
    return Arrays.stream(values()).filter(count -> count.label().equals(label)).findFirst();
  }
}
