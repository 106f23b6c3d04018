package dev.engram.scope;

/** What a principal may do beyond its own scopes. */
public enum Role {
  /** Sees and writes its own scopes. */
  WORKER,
  /** May also write the global scope, and ask for the agents it oversees, explicitly. */
  ORCHESTRATOR,
  /** Sees and writes every scope; exists only in host code. */
  ADMIN
}
