package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.health.Stats;
import dev.engram.internal.recall.Evolving;
import dev.engram.internal.recall.Knowing;
import dev.engram.internal.recall.Reading;
import dev.engram.internal.recall.Recalling;
import dev.engram.internal.remember.Remembering;
import dev.engram.memory.Details;
import dev.engram.memory.DryRun;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityEvent;
import dev.engram.memory.EntityId;
import dev.engram.memory.Material;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.History;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.QueryPlan;
import dev.engram.query.Recall;
import dev.engram.query.Timeline;
import dev.engram.query.TimelineEvent;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.function.Supplier;

/** Every read of a caller, through the gate. Thread-safe; every method needs a principal. */
public final class Reads {
  private final Gate gate;
  private final Recalling recalling;
  private final Reading reading;
  private final Knowing knowing;
  private final Evolving evolving;
  private final Remembering remembering;

  Reads(
      Gate gate,
      Recalling recalling,
      Reading reading,
      Knowing knowing,
      Evolving evolving,
      Remembering remembering) {
    this.gate = gate;
    this.recalling = recalling;
    this.reading = reading;
    this.knowing = knowing;
    this.evolving = evolving;
    this.remembering = remembering;
  }

  /** Answers a question. */
  public Recall recall(Query query, Principal principal) {
    return recall(query, principal, () -> recalling.recall(query, principal));
  }

  /** Answers a question in a way of the caller's own, as a conversation does. */
  public Recall recall(Query query, Principal principal, Supplier<Recall> way) {
    return gate.recall(query.text(), principal, way);
  }

  /** Takes in a turn of a conversation. */
  public void heard(Principal principal, Runnable turn) {
    gate.turn(
        principal,
        () -> {
          turn.run();
          return true;
        });
  }

  /** How a question is understood. */
  public QueryPlan plan(Query query, Principal principal) {
    return gate.read(
        AuditEvent.PLANNED,
        principal,
        note -> note.asked(query.text()),
        () -> recalling.plan(query, principal),
        (note, plan) -> {});
  }

  /** What would be remembered. */
  public DryRun dryRun(List<? extends Material> materials, Principal principal) {
    DryRun run =
        gate.read(
            AuditEvent.REHEARSED,
            principal,
            note -> note.count(AuditCount.MATERIALS, materials.size()),
            () -> remembering.dryRun(materials, principal),
            (note, made) -> note.count(AuditCount.ITEMS, made.planned().size()));
    return gate.told(run, principal);
  }

  /** The present version of a memory. */
  public Memory get(MemoryId id, Principal principal) {
    return gate.memories(
        AuditEvent.MEMORY_READ,
        principal,
        note -> note.on(id),
        () -> reading.get(id, principal),
        List::of);
  }

  /** A memory with everything known of it. */
  public Details details(MemoryId id, Principal principal) {
    return gate.memories(
        AuditEvent.DETAILS_READ,
        principal,
        note -> note.on(id),
        () -> knowing.details(id, principal),
        details -> List.of(details.memory()));
  }

  /** Facts about a subject. */
  public List<Memory.Fact> facts(FactQuery query, Principal principal) {
    return gate.memories(
        AuditEvent.FACTS_READ,
        principal,
        note -> note.asked(query.subject()),
        () -> knowing.facts(query, principal),
        facts -> facts);
  }

  /** Entities of everything visible. */
  public List<Entity> entities(int most, Principal principal) {
    return gate.items(
        AuditEvent.ENTITIES_READ, principal, note -> {}, () -> knowing.entities(most, principal));
  }

  /** Entities of a name. */
  public List<Entity> entitiesNamed(String name, Principal principal) {
    return gate.items(
        AuditEvent.ENTITIES_READ,
        principal,
        note -> note.asked(name),
        () -> knowing.entitiesNamed(name, principal));
  }

  /** What speaks of an entity. */
  public List<Memory> timeline(EntityId id, Principal principal) {
    return gate.memories(
        AuditEvent.TIMELINE_READ,
        principal,
        note -> note.on(id),
        () -> knowing.timeline(id, principal),
        line -> line);
  }

  /** How an entity was put together. */
  public List<EntityEvent> entityHistory(EntityId id, Principal principal) {
    return gate.items(
        AuditEvent.HISTORY_READ,
        principal,
        note -> note.on(id),
        () -> knowing.entityHistory(id, principal));
  }

  /** How knowledge came to be what it is. */
  public Timeline evolution(Evolution of, Principal principal) {
    return gate.memories(
        AuditEvent.EVOLUTION_READ,
        principal,
        note -> {
          switch (of) {
            case Evolution.OfTopic topic -> note.asked(topic.topic());
            case Evolution.OfEntity entity -> note.on(entity.entity());
          }
        },
        () -> evolving.evolution(of, principal),
        line -> line.events().stream().map(TimelineEvent::memory).toList());
  }

  /** Memories, newest first. */
  public List<Memory> list(Listing listing, Principal principal) {
    return gate.memories(
        AuditEvent.LISTED,
        principal,
        note -> {},
        () -> reading.list(listing, principal),
        found -> found);
  }

  /** A memory's versions and links. */
  public History history(MemoryId id, Principal principal) {
    return gate.memories(
        AuditEvent.HISTORY_READ,
        principal,
        note -> note.on(id),
        () -> reading.history(id, principal),
        History::versions);
  }

  /** How much a principal has. */
  public Stats stats(Principal principal) {
    return gate.read(
        AuditEvent.COUNTED,
        principal,
        note -> {},
        () -> reading.stats(principal),
        (note, stats) -> {});
  }
}
