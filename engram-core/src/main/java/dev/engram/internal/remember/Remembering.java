package dev.engram.internal.remember;

import dev.engram.config.DedupOptions;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.remember.TurnEmbedding.InContext;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.SessionReads;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Edge;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The one path by which memories enter and change: check the scope, embed, then one command to the
 * writer that looks for a restatement, stores, and notes the change. Thread-safe; callers wait.
 */
public final class Remembering {
  /** The most memories one call may bring. */
  public static final int MAX_BATCH = 10_000;

  private static final double RESTATEMENT_STRENGTH = 1;

  private final Vault vault;
  private final EmbeddingDesk desk;
  private final TurnEmbedding embedding;
  private final OptionalLong space;
  private final SteadyClock clock;
  private final RandomGenerator random;
  private final DedupOptions dedup;

  /**
   * Wires the path.
   *
   * @param space the row of the embedder's vector space, if there is an embedder
   */
  public Remembering(
      Vault vault,
      EmbeddingDesk desk,
      OptionalLong space,
      SteadyClock clock,
      RandomGenerator random,
      DedupOptions dedup) {
    this.vault = vault;
    this.desk = desk;
    this.embedding = new TurnEmbedding(desk);
    this.space = space;
    this.clock = clock;
    this.random = random;
    this.dedup = dedup;
  }

  /** Stores memories: all of them, in order, in one transaction, or none. */
  public List<Remembered> remember(List<? extends NewMemory> memories, Principal principal) {
    if (memories.isEmpty() || memories.size() > MAX_BATCH) {
      throw InvalidInputException.of(
          "memories", "must have 1 to " + MAX_BATCH + " entries, got " + memories.size());
    }
    var drafts = new ArrayList<Draft>(memories.size());
    for (NewMemory memory : memories) {
      Scope scope = memory.placement().scope().orElseGet(principal::home);
      Access.requireWritable(scope, principal);
      drafts.add(new Draft(memory, scope, ContentKey.of(memory)));
    }
    Optional<List<float[][]>> vectors = embedding.embed(inContext(drafts));
    return vault
        .writer()
        .write(tx -> {
          var results = new ArrayList<Remembered>(drafts.size());
          for (int i = 0; i < drafts.size(); i++) {
            int at = i;
            results.add(store(tx, drafts.get(i), vectors.map(all -> all.get(at))));
          }
          return results;
        });
  }

  /** Each text with the turn before it: of the same call, or the last that the vault holds. */
  private List<InContext> inContext(List<Draft> drafts) {
    if (space.isEmpty()) {
      return List.of();
    }
    var last = new HashMap<Place, Optional<Said>>();
    var texts = new ArrayList<InContext>(drafts.size());
    for (Draft draft : drafts) {
      Said own = said(draft.memory);
      Optional<Said> before = Optional.empty();
      if (draft.memory instanceof Turn turn && turn.session().isPresent()) {
        var place = new Place(draft.scope, turn.session().get());
        before = last.computeIfAbsent(place, this::lastSaid);
        last.put(place, Optional.of(own));
      }
      texts.add(new InContext(own, before));
    }
    return texts;
  }

  private record Place(Scope scope, String session) {}

  private Optional<Said> lastSaid(Place place) {
    return vault.readers().read(s -> SessionReads.last(s, place.scope, place.session));
  }

  private static Said said(NewMemory memory) {
    return memory instanceof Turn turn
        ? new Said(turn.speaker(), turn.text())
        : new Said(Optional.empty(), memory.text());
  }

  private static Said said(Memory memory) {
    return memory instanceof Memory.Episode episode
        ? new Said(episode.speaker(), episode.text())
        : new Said(Optional.empty(), memory.text());
  }

  private record Draft(NewMemory memory, Scope scope, long contentKey) {}

  private Remembered store(Transaction tx, Draft draft, Optional<float[][]> vectors)
      throws SQLException {
    Instant now = clock.now();
    Optional<MemoryRow> restated = restated(tx, draft, now);
    if (restated.isPresent()) {
      Memory first = restated.get().memory();
      MemoryWrites.strengthen(
          tx,
          restated.get().ordinal(),
          RESTATEMENT_STRENGTH,
          draft.memory.placement().importance());
      return new Remembered(first.id(), Remembered.Outcome.STRENGTHENED, first.traits().embedded());
    }
    MemoryId id = newId(tx, now);
    Memory memory = Drafts.first(draft.memory, id, draft.scope, now, vectors.isPresent());
    int ordinal = MemoryWrites.insert(tx, memory, draft.contentKey);
    if (vectors.isPresent()) {
      EmbeddingTable.put(tx, ordinal, space.orElseThrow(), vectors.get());
    }
    return new Remembered(id, Remembered.Outcome.STORED, vectors.isPresent());
  }

  private Optional<MemoryRow> restated(Transaction tx, Draft draft, Instant now)
      throws SQLException {
    if (!dedup.enabled()) {
      return Optional.empty();
    }
    Instant when = draft.memory.placement().occurred().map(TimeSpan::from).orElse(now);
    return MemoryWrites.sameContent(tx, draft.contentKey, draft.scope, when, dedup.window())
        .filter(row ->
            ContentKey.similarity(row.memory().text(), draft.memory.text()) >= dedup.similarity());
  }

  private MemoryId newId(Transaction tx, Instant now) throws SQLException {
    MemoryId id = MemoryId.create(now.toEpochMilli(), random);
    while (MemoryWrites.known(tx, id)) {
      id = MemoryId.create(now.toEpochMilli(), random);
    }
    return id;
  }

  /**
   * Gives a memory new words: a new version answers from now on, the old one is kept and closed.
   */
  public Remembered update(MemoryId id, NewMemory revised, Principal principal) {
    Optional<float[][]> vectors = embedRevision(id, revised);
    long contentKey = ContentKey.of(revised);
    return vault
        .writer()
        .write(tx -> {
          MemoryRow old = Access.requireWritable(MemoryReads.current(tx, id), id, principal);
          requireSameShape(old.memory(), revised);
          Instant now = clock.now();
          Memory next = Drafts.next(revised, old.memory(), now, vectors.isPresent());
          MemoryWrites.close(tx, old.ordinal(), MemoryState.SUPERSEDED, now);
          int ordinal = MemoryWrites.insertVersion(tx, next, contentKey, old);
          if (vectors.isPresent()) {
            EmbeddingTable.put(tx, ordinal, space.orElseThrow(), vectors.get());
          }
          return new Remembered(id, Remembered.Outcome.STORED, vectors.isPresent());
        });
  }

  private Optional<float[][]> embedRevision(MemoryId id, NewMemory revised) {
    if (space.isEmpty()) {
      return Optional.empty();
    }
    Optional<Said> before =
        vault
            .readers()
            .read(statements -> {
              Optional<MemoryRow> row = MemoryReads.current(statements, id);
              return row.isEmpty() ? Optional.empty() : before(statements, row.get());
            });
    return embedding.embed(List.of(new InContext(said(revised), before))).map(List::getFirst);
  }

  private static Optional<Said> before(Statements statements, MemoryRow row) throws SQLException {
    return row.session() == 0
        ? Optional.empty()
        : SessionReads.before(statements, row.session(), row.position());
  }

  private static void requireSameShape(Memory old, NewMemory revised) {
    if (old.kind() != revised.kind()) {
      throw InvalidInputException.of(
          "memory.kind",
          "is " + old.kind().label() + " and cannot become " + revised.kind().label());
    }
    revised
        .placement()
        .scope()
        .filter(scope -> !scope.equals(old.scope()))
        .ifPresent(other -> {
          throw InvalidInputException.of("memory.scope", "cannot change with an update");
        });
  }

  /** Makes a memory answer no more; its history stays. */
  public void forget(MemoryId id, Principal principal) {
    vault
        .writer()
        .write(tx -> {
          MemoryRow row = Access.requireWritable(MemoryReads.current(tx, id), id, principal);
          MemoryWrites.close(tx, row.ordinal(), MemoryState.FORGOTTEN, clock.now());
          return row.ordinal();
        });
  }

  /** Links two memories that the principal sees; it must be allowed to change the first. */
  public void link(Edge edge, Principal principal) {
    vault
        .writer()
        .write(tx -> {
          MemoryRow source =
              Access.requireWritable(
                  MemoryReads.current(tx, edge.source()), edge.source(), principal);
          MemoryRow target =
              Access.requireVisible(
                  MemoryReads.current(tx, edge.target()), edge.target(), principal);
          EdgeTable.put(
              tx,
              new EdgeTable.EdgeRow(source.root(), target.root(), edge.type(), edge.weight()),
              clock.now());
          return source.root();
        });
  }

  /**
   * Embeds the next memories that have no vectors yet.
   *
   * @param most how many to embed at most
   * @return how many were embedded; zero when none are pending or the embedder is down
   */
  public int backfill(int most) {
    if (space.isEmpty() || !desk.available()) {
      return 0;
    }
    List<Pending> pending = pending(most);
    if (pending.isEmpty()) {
      return 0;
    }
    Optional<List<float[][]>> vectors =
        embedding.embed(pending.stream().map(Pending::text).toList());
    if (vectors.isEmpty()) {
      return 0;
    }
    return vault
        .writer()
        .write(tx -> {
          for (int i = 0; i < pending.size(); i++) {
            int ordinal = pending.get(i).ordinal();
            EmbeddingTable.put(tx, ordinal, space.orElseThrow(), vectors.get().get(i));
            EmbeddingTable.filled(tx, ordinal);
          }
          return pending.size();
        });
  }

  private record Pending(int ordinal, InContext text) {}

  private List<Pending> pending(int most) {
    return vault
        .readers()
        .read(statements -> {
          var found = new ArrayList<Pending>();
          for (int ordinal : EmbeddingTable.pending(statements, most)) {
            Optional<MemoryRow> row = MemoryReads.byOrdinal(statements, ordinal);
            if (row.isPresent()) {
              Optional<Said> before = before(statements, row.get());
              found.add(new Pending(ordinal, new InContext(said(row.get().memory()), before)));
            }
          }
          return found;
        });
  }
}
