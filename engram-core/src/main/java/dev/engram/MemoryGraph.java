package dev.engram;

import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.health.Diagnosis;
import dev.engram.health.Health;
import dev.engram.health.Quality;
import dev.engram.health.SecurityReport;
import dev.engram.health.Stats;
import dev.engram.internal.lifecycle.Engine;
import dev.engram.memory.Details;
import dev.engram.memory.DryRun;
import dev.engram.memory.Edge;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityEvent;
import dev.engram.memory.EntityId;
import dev.engram.memory.Material;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.History;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.QueryPlan;
import dev.engram.query.Recall;
import dev.engram.query.Timeline;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A memory for agents in one encrypted file.
 *
 * <p>Thread-safe. Calls block and can be interrupted; virtual threads are welcome, since native
 * calls, index searches and the reading of texts run on platform threads of the engine. A caller's
 * own thread screens what it brings for secrets; of a recall it merges a few hundred candidates,
 * scores up to 200 of them anew with a dot product each, and counts tokens. A write that returned
 * is durable and is found by every recall that starts afterwards. After {@link #close()} every call
 * fails with {@code E1013}.
 *
 * <p>Every call may also fail with a {@link VaultException} whose code says why.
 */
public final class MemoryGraph implements AutoCloseable {
  private final Engine engine;

  private MemoryGraph(Engine engine) {
    this.engine = engine;
  }

  /** Opens a vault, or creates it, with default options: recall by words, no embedder. */
  public static MemoryGraph open(Path vault, VaultKey key) {
    return open(vault, key, EngramOptions.defaults());
  }

  /**
   * Opens a vault, or creates it. Key and embedder are taken over: they are closed with the engine,
   * or at once when opening fails.
   *
   * @param vault the file; its folder is created if missing
   * @throws VaultException {@code E1001} key source unavailable, {@code E1004} migration failed,
   *     {@code E1006} missing and not to be created, {@code E1007} no vault, {@code E1008} wrong
   *     key, {@code E1009} written by a newer Engram, {@code E1010} in use, {@code E1011} not
   *     writable, {@code E1012} encryption cannot be proven; nothing was changed
   */
  public static MemoryGraph open(Path vault, VaultKey key, EngramOptions options) {
    return new MemoryGraph(Engine.open(vault, key, options));
  }

  /**
   * Remembers one thing: a turn, an exchange, a document, a tool's answer, a summary, a finding, a
   * fact or a procedure. Its words are kept in episodes; the facts found in them are stored with a
   * link to where they were found, or strengthen, or close, facts that are known. Cost: about a
   * millisecond a turn to read it, an embedding (some milliseconds for a local model), one fsync.
   *
   * @throws AccessException {@code E4001} if the principal may not write into the scope
   * @throws InvalidInputException {@code E4003} if it is refused as an injection
   * @throws VaultException {@code E4007} if the text could not be screened for secrets
   */
  public Remembered remember(Material material, Principal principal) {
    return remember(List.of(material), principal).getFirst();
  }

  /**
   * Remembers many things in order: all of them or none. One fsync for all, so this is the fast way
   * to bring in much.
   *
   * @param materials 1 to 10,000
   * @return one answer for each, in the same order
   * @throws AccessException {@code E4001} if the principal may not write into one of the scopes
   * @throws InvalidInputException {@code E4003} if a text is refused as an injection, {@code E4005}
   *     if there are none or too many
   * @throws VaultException {@code E4007} if a text could not be screened for secrets
   */
  public List<Remembered> remember(List<? extends Material> materials, Principal principal) {
    return engine.changes().remember(materials, principal);
  }

  /**
   * Tells exactly what {@link #remember(List, Principal)} would store, strengthen and close, and
   * why, and leaves the vault as it is. Fails and costs as {@code remember}.
   */
  public DryRun dryRun(List<? extends Material> materials, Principal principal) {
    return engine.reads().dryRun(materials, principal);
  }

  /** The vector spaces: another embedding model, snapshots of vectors. */
  public VectorSpaces vectors() {
    return new VectorSpaces(engine);
  }

  /** Answers a question with the memories that this principal may see, best first. */
  public Recall recall(Query query, Principal principal) {
    return engine.reads().recall(query, principal);
  }

  /** How a question is understood: what recall would look for, and a caller may override. */
  public QueryPlan plan(Query query, Principal principal) {
    return engine.reads().plan(query, principal);
  }

  /**
   * Outside vector stores, to be registered and swapped while recall goes on; nothing without an
   * embedder, since there are no vectors then.
   */
  public Optional<VectorBackends> vectorBackends() {
    return engine.backends().map(VectorBackends::new);
  }

  /** Begins a conversation, in which recall knows what is being talked about. */
  public Conversation conversation(Principal principal) {
    return new Conversation(engine.working().open(principal), engine.reads(), principal);
  }

  /**
   * Takes what somebody says of a memory that answered. It moves the memory's trust, and a memory
   * that did not help or was wrong is held back from questions like that one for 90 days. A
   * correction in new words is remembered, and contradicts what it corrects; a fact that was
   * corrected holds no longer. Durable when it returns. Cost: one fsync; an embedding if a question
   * is told and no answer named.
   *
   * @return what became of the words of a correction, if it brought any
   * @throws AccessException {@code E2005} if the memory, or the one that is right instead, is not
   *     visible, {@code E4001} if the memory may not be changed: a judgement moves what others are
   *     answered
   * @throws InvalidInputException {@code E4005} if it names an answer that is no longer known and
   *     no question, or a correction that says the same
   */
  public Optional<Remembered> feedback(MemoryId id, Feedback feedback, Principal principal) {
    return engine.changes().feedback(id, feedback, principal);
  }

  /**
   * The present version of a memory.
   *
   * @throws AccessException {@code E2005} if there is none that this principal may see; an id of
   *     another scope is answered exactly as an unknown one
   */
  public Memory get(MemoryId id, Principal principal) {
    return engine.reads().get(id, principal);
  }

  /** A memory with all that is known of it: sizes, affect, times; fails as {@link #get}. */
  public Details details(MemoryId id, Principal principal) {
    return engine.reads().details(id, principal);
  }

  /** The facts about a subject: those that hold first, each newest first. */
  public List<Memory.Fact> facts(FactQuery query, Principal principal) {
    return engine.reads().facts(query, principal);
  }

  /** At most so many entities that memories visible to this principal speak of, last seen first. */
  public List<Entity> entities(int most, Principal principal) {
    return engine.reads().entities(most, principal);
  }

  /** The entities that a name or alias stands for: one a scope at most. */
  public List<Entity> entitiesNamed(String name, Principal principal) {
    return engine.reads().entitiesNamed(name, principal);
  }

  /**
   * Every memory that speaks of an entity, past facts included, in the order of when it happened.
   *
   * @throws AccessException {@code E2006} if there is no such entity that this principal may see
   */
  public List<Memory> timeline(EntityId id, Principal principal) {
    return engine.reads().timeline(id, principal);
  }

  /**
   * How what is known of a topic or an entity came to be what it is: what was added, corrected,
   * reinforced and ended, in the order of when it happened. What has been forgotten is not in it.
   *
   * @throws AccessException {@code E2006} if there is no such entity that this principal may see
   */
  public Timeline evolution(Evolution of, Principal principal) {
    return engine.reads().evolution(of, principal);
  }

  /**
   * Puts two entities of one scope together, because they are one. Facts about both are from then
   * on facts about one subject.
   *
   * @return the entity that remains, with the names of both
   * @throws AccessException {@code E2006} if one is not visible, {@code E4001} if the scope may not
   *     be written
   * @throws InvalidInputException {@code E4005} if they are the same, or of two scopes
   */
  public Entity merge(EntityId kept, EntityId absorbed, Principal principal) {
    return engine.changes().merge(kept, absorbed, principal);
  }

  /**
   * Takes some names of an entity, and what was said of it under them, apart as a new entity.
   *
   * @param names some, not all, of its aliases
   * @return the new entity
   * @throws AccessException {@code E2006} if it is not visible, {@code E4001} if the scope may not
   *     be written
   * @throws InvalidInputException {@code E4005} if the names are not some of its names
   */
  public Entity split(EntityId from, Set<String> names, Principal principal) {
    return engine.changes().split(from, names, principal);
  }

  /**
   * How an entity was put together and taken apart, oldest first.
   *
   * @throws AccessException {@code E2006} if there is no such entity that this principal may see
   */
  public List<EntityEvent> entityHistory(EntityId id, Principal principal) {
    return engine.reads().entityHistory(id, principal);
  }

  /** Lists memories, newest first; {@code E2005} if {@link Listing#before} is not visible. */
  public List<Memory> list(Listing listing, Principal principal) {
    return engine.reads().list(listing, principal);
  }

  /**
   * Gives a memory new words. The new version answers from now on; the old one is kept, closed, and
   * shown by {@link #history}. Scope and kind stay; facts are sought in the new words afresh.
   *
   * @throws AccessException {@code E2005} if the memory is not visible, {@code E4001} if it may not
   *     be changed
   * @throws InvalidInputException {@code E4005} if kind or scope differ
   */
  public Remembered update(MemoryId id, NewMemory revised, Principal principal) {
    return engine.changes().update(id, revised, principal);
  }

  /**
   * Makes a memory answer no more, and with it every fact that only it speaks for. The words stay
   * in the vault; {@link #erasure} takes this back, or the words away.
   *
   * @throws AccessException {@code E2005} if the memory is not visible, {@code E4001} if it may not
   *     be changed
   */
  public void forget(MemoryId id, Principal principal) {
    engine.changes().forget(id, principal);
  }

  /**
   * Links two memories, or gives a link that exists its new weight.
   *
   * @throws AccessException {@code E2005} if one of the two is not visible, {@code E4001} if the
   *     first may not be changed
   * @throws InvalidInputException {@code E4006} if the link would close a cycle among types that
   *     must stay acyclic
   */
  public void link(Edge edge, Principal principal) {
    engine.changes().link(edge, principal);
  }

  /**
   * A memory's versions and links, forgotten or not.
   *
   * @throws AccessException {@code E2005} if there is none that this principal may see
   */
  public History history(MemoryId id, Principal principal) {
    return engine.reads().history(id, principal);
  }

  /** Exports, imports and backups; for the host alone. */
  public Archives archives() {
    return new Archives(engine.archiving());
  }

  /** What of the memory reaches a language model, and what is kept from it. */
  public Prompts prompts() {
    return new Prompts(engine.prompted());
  }

  /** What takes memories out for good, and brings forgotten ones back. */
  public Erasure erasure() {
    return new Erasure(engine.erasures());
  }

  /** How much a principal has. */
  public Stats stats(Principal principal) {
    return engine.reads().stats(principal);
  }

  /** What was done with the vault, by whom, and what was refused; for the host alone. */
  public Audit audit() {
    return new Audit(engine.audit());
  }

  /** How the engine is: counts, sizes and states, no content. Cheap. */
  public Health health() {
    return engine.checkup().health();
  }

  /** How good recent answers were: averages over at most a hundred recalls, no content. Cheap. */
  public Quality quality() {
    return engine.experience().quality();
  }

  /** Checks every page and reference, and every index against a rebuild; seconds if it is large. */
  public Diagnosis doctor() {
    return engine.checkup().doctor();
  }

  /** Which layers of the defences are in force, each with proof; for the host alone. */
  public SecurityReport security() {
    return engine.checkup().security();
  }

  /** Does all idle work now: indexes, embeddings, the file; answers how many were embedded. */
  public int maintain() {
    return engine.maintain();
  }

  /** Finishes waiting writes, saves indexes, settles the file, frees everything; idempotent. */
  @Override
  public void close() {
    engine.close();
  }
}
