package dev.engram.internal.erase;

import dev.engram.internal.vault.ErasureReads;
import dev.engram.internal.vault.ErasureReads.Turn;
import dev.engram.internal.vault.ErasureTable;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.NeighbourTable;
import dev.engram.internal.vault.Tally;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.Erased;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far an erasure reaches beyond the memories it names.
 *
 * <p>A fact that was found in an erased memory goes, unless another memory speaks for it in words
 * of its own: a word of the fact that stands in what is erased and in none of what stays gives it
 * away. What follows in the same session was read and embedded with what was said before, so its
 * vectors are made anew, and what capture took over from there is dropped. On the writer's thread.
 */
final class Reach {
  /** How many turns before it a turn is read with. */
  private static final int LOOKING_BACK = 4;

  private static final int MOST_FOLLOWING = 32;

  private final Transaction tx;
  private final Tally tally;
  private final Tokens erased = Tokens.of("");
  private final Set<Integer> roots = new HashSet<>();

  private Reach(Transaction tx, Tally tally) {
    this.tx = tx;
    this.tally = tally;
  }

  /** Marks everything that goes with these memories, and mends what stays. */
  static void mark(Transaction tx, Collection<Integer> roots, Tally tally) throws SQLException {
    var reach = new Reach(tx, tally);
    for (int root : roots) {
      reach.take(root);
    }
    for (int root : List.copyOf(reach.roots)) {
      reach.facts(root);
    }
    for (int root : Set.copyOf(roots)) {
      reach.followers(root);
    }
  }

  private void take(int root) throws SQLException {
    if (!roots.add(root)) {
      return;
    }
    for (int ordinal : ErasureReads.versions(tx, root)) {
      erased.add(ErasureReads.words(tx, ordinal));
      ErasureTable.mark(tx, ordinal);
    }
  }

  private void facts(int root) throws SQLException {
    for (int fact : ErasureReads.facts(tx, root)) {
      if (!ErasureReads.found(tx, fact)) {
        continue; // stated by itself: it does not hang on talk
      }
      List<Integer> sources = ErasureReads.sources(tx, fact);
      if (sources.isEmpty() || betrays(fact, sources)) {
        take(fact);
        continue;
      }
      for (int ordinal : ErasureReads.withMarkedOrigin(tx, fact)) {
        FactTable.setOrigin(tx, ordinal, sources.getFirst());
        NeighbourTable.corroboratedLess(tx, ordinal);
      }
    }
  }

  private boolean betrays(int fact, List<Integer> sources) throws SQLException {
    var others = Tokens.of("");
    for (int source : sources) {
      for (int ordinal : ErasureReads.versions(tx, source)) {
        others.add(ErasureReads.words(tx, ordinal));
      }
    }
    for (int ordinal : ErasureReads.versions(tx, fact)) {
      if (Tokens.of(ErasureReads.words(tx, ordinal)).betrays(erased, others)) {
        return true;
      }
    }
    return false;
  }

  private void followers(int root) throws SQLException {
    for (int ordinal : ErasureReads.versions(tx, root)) {
      int active = 0;
      for (Turn turn : ErasureReads.following(tx, ordinal, MOST_FOLLOWING)) {
        if (active == 0) {
          tally.add(Erased.MADE_ANEW, NeighbourTable.dropVectors(tx, turn.ordinal()) ? 1 : 0);
        }
        active += turn.active() ? 1 : 0;
        mend(turn);
        if (active == LOOKING_BACK) {
          break;
        }
      }
    }
  }

  private void mend(Turn turn) throws SQLException {
    Tokens own = Tokens.of(ErasureReads.words(tx, turn.ordinal()));
    if (Tokens.of(ErasureReads.annotated(tx, turn.ordinal())).betrays(erased, own)) {
      NeighbourTable.dropAnnotation(tx, turn.ordinal());
    }
    for (String alias : ErasureReads.aliases(tx, turn.ordinal())) {
      if (Tokens.of(alias).betrays(erased, own)) {
        NeighbourTable.dropMention(tx, turn.ordinal(), alias);
      }
    }
    for (int fact : ErasureReads.facts(tx, turn.root())) {
      if (ErasureReads.found(tx, fact) && betrays(fact, ErasureReads.sources(tx, fact))) {
        take(fact);
      }
    }
  }
}
