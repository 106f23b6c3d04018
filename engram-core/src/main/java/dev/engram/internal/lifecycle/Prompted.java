package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditEvent;
import dev.engram.config.EngramOptions;
import dev.engram.internal.recall.Reading;
import dev.engram.internal.recall.prompt.Prompting;
import dev.engram.internal.remember.Flagging;
import dev.engram.internal.remember.RememberPaths;
import dev.engram.internal.token.TokenCounter;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.RecallPrompt;
import dev.engram.query.TokenBudget;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.Optional;

/** What reaches prompts and what is kept from them, through the gate. Thread-safe. */
public final class Prompted {
  private final Gate gate;
  private final Reads reads;
  private final Reading reading;
  private final Prompting prompting;
  private final Flagging flagging;

  private Prompted(
      Gate gate, Reads reads, Reading reading, Prompting prompting, Flagging flagging) {
    this.gate = gate;
    this.reads = reads;
    this.reading = reading;
    this.prompting = prompting;
    this.flagging = flagging;
  }

  /** Wires it for an engine. */
  static Prompted wire(
      Gate gate,
      Reads reads,
      Reading reading,
      RememberPaths paths,
      Vault vault,
      TokenCounter counter,
      EngramOptions options) {
    var prompting =
        new Prompting(
            vault,
            counter,
            options.random(),
            options.capture().zone(),
            options.capture().injection());
    return new Prompted(gate, reads, reading, prompting, paths.flagging());
  }

  /** Answers a question for a prompt. */
  public RecallPrompt recall(Query query, Principal principal) {
    return of(reads.recall(prompting.framed(query), principal), query.budget(), principal);
  }

  /** An answer for a prompt. */
  public RecallPrompt of(Recall recall, Optional<TokenBudget> budget, Principal principal) {
    RecallPrompt prompt = prompting.render(recall, budget);
    if (!prompt.withheld().isEmpty()) {
      gate.blocked(principal, prompt.withheld());
    }
    return prompt;
  }

  /** Keeps a memory back. */
  public void flag(MemoryId id, Principal principal) {
    gate.change(
        AuditEvent.FLAGGED,
        principal,
        note -> note.on(id),
        () -> {
          flagging.flag(id, principal);
          return id;
        });
  }

  /** Lets one speak again. */
  public void release(MemoryId id, Principal principal) {
    gate.change(
        AuditEvent.RELEASED,
        principal,
        note -> note.on(id),
        () -> {
          flagging.release(id, principal);
          return id;
        });
  }

  /** What is kept back, newest first. */
  public List<Memory> flagged(Listing listing, Principal principal) {
    return gate.memories(
        AuditEvent.LISTED,
        principal,
        note -> {},
        () -> reading.flagged(listing, principal),
        found -> found);
  }
}
