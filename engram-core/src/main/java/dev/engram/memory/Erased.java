package dev.engram.memory;

import java.util.Locale;

/** Kinds of things that an erasure takes out of a vault. */
public enum Erased {
  /** Memories, all their versions counting as one. */
  MEMORIES,
  /** Versions of memories that are episodes. */
  EPISODES,
  /** Versions of memories that are facts: those asked for, and those that only these spoke for. */
  FACTS,
  /** Versions of memories that are procedures. */
  PROCEDURES,
  /** Links between memories. */
  EDGES,
  /** Rows that say which memory speaks of which entity. */
  MENTIONS,
  /** Entities that nothing speaks of any more. */
  ENTITIES,
  /** Names of entities that nothing uses any more. */
  NAMES,
  /** What capture found in a memory: sizes, feeling, metadata. */
  ANNOTATIONS,
  /** Embeddings, of every vector space. */
  VECTORS,
  /** Embeddings that snapshots kept. */
  KEPT_VECTORS,
  /** Sealed contents. */
  SEALED,
  /** Notes that something was said again. */
  RESTATEMENTS,
  /** Judgements. */
  JUDGEMENTS,
  /** Counters of use. */
  USAGES,
  /** Sessions that nothing was said in any more. */
  SESSIONS,
  /** Scopes that nothing is in any more. */
  SCOPES,
  /** Predicates that no fact has any more. */
  PREDICATES,
  /** References in the audit. */
  AUDIT_REFERENCES,
  /** Vectors of turns that were embedded with an erased turn before them; they are made anew. */
  MADE_ANEW;

  /** The name that is printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
