package dev.engram.internal.remember;

import dev.engram.internal.vault.PredicateTable;
import dev.engram.internal.vault.PredicateTable.Seen;
import dev.engram.internal.vault.Transaction;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How probably a predicate takes one value at a time: one lives in one town, but uses many tools.
 *
 * <p>A beta distribution for each predicate: an open table gives those that everybody knows a
 * start, the experience of each scope moves them there, and nowhere else: what one scope holds, or
 * is made to hold, changes nothing that another is told. A value that came to stand beside another
 * speaks for many, a speaker who said that one took the other's place speaks for one. Thread-safe.
 */
final class SingleValued {
  /** From here on a new value takes the old one's place without further words. */
  static final double SURE = 0.75;

  private static final String TABLE = "predicates.tsv";

  /** Weight of the table, in observations. */
  private static final double TABLE_WEIGHT = 8;

  /** A predicate that nobody knows takes many values, probably. */
  private static final double UNKNOWN = 0.3;

  private static final double UNKNOWN_WEIGHT = 2;

  /** Experience beyond this counts no further: what many speakers do must not settle all cases. */
  private static final int MOST_SEEN = 6;

  private final Map<String, Double> table;

  private SingleValued(Map<String, Double> table) {
    this.table = table;
  }

  /** With the table that comes with Engram. */
  static SingleValued read() {
    var table = new HashMap<String, Double>();
    for (String line : Tables.lines(SingleValued.class, TABLE)) {
      int tab = line.indexOf('\t');
      table.put(
          Claims.predicate(line.substring(0, tab)),
          Double.parseDouble(line.substring(tab + 1).strip()));
    }
    return new SingleValued(Map.copyOf(table));
  }

  /** The probability, 0 to 1. */
  double probability(Transaction tx, Scope scope, String predicate) throws SQLException {
    String name = Claims.predicate(predicate);
    Seen seen = PredicateTable.seen(tx, within(scope, name));
    Double known = table.get(name);
    double weight = known == null ? UNKNOWN_WEIGHT : TABLE_WEIGHT;
    double start = known == null ? UNKNOWN : known;
    int replaced = Math.min(seen.replaced(), MOST_SEEN);
    int beside = Math.min(seen.beside(), MOST_SEEN);
    return (start * weight + replaced) / (weight + replaced + beside);
  }

  /** Notes that a value came to stand beside another. */
  void beside(Transaction tx, Scope scope, String predicate) throws SQLException {
    PredicateTable.beside(tx, within(scope, Claims.predicate(predicate)));
  }

  /** Notes that a speaker said that a value took another's place. */
  void replaced(Transaction tx, Scope scope, String predicate) throws SQLException {
    PredicateTable.replaced(tx, within(scope, Claims.predicate(predicate)));
  }

  private static String within(Scope scope, String predicate) {
    return scope.canonical() + ' ' + predicate;
  }
}
