package dev.engram.internal.projection;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Vantage;
import dev.engram.scope.Scope;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * One state of what {@link VisibilityProjection} knows, and what is seen of it. Immutable: nobody
 * changes its bitmaps.
 *
 * @param bitmaps by key
 * @param intervals when each held
 * @param version grows with every state
 */
record Sight(Map<String, RoaringBitmap> bitmaps, Intervals.Snapshot intervals, long version) {
  static final String PENDING = "pending";
  static final String DERIVED = "derived";
  static final String PAST = "past";
  static final String FLAGGED = "flagged";
  private static final RoaringBitmap NONE = new RoaringBitmap();

  /** Who looks, for what, from where. */
  record Wanted(
      Set<Scope> scopes,
      boolean everything,
      Set<MemoryKind> kinds,
      Vantage vantage,
      boolean flagged) {}

  RoaringBitmap get(String key) {
    return bitmaps.getOrDefault(key, NONE);
  }

  /** What is seen. */
  Visible visible(Wanted wanted) {
    RoaringBitmap present = present(wanted);
    RoaringBitmap past = past(wanted);
    wanted
        .vantage
        .asOf()
        .map(moment -> intervals.at(moment, wanted.vantage.past()))
        .ifPresent(then -> {
          present.and(then);
          past.and(then);
        });
    RoaringBitmap flagged = RoaringBitmap.and(present, get(FLAGGED));
    flagged.or(RoaringBitmap.and(past, get(FLAGGED)));
    if (!wanted.flagged) {
      present.andNot(flagged);
      past.andNot(flagged);
    }
    RoaringBitmap derived = RoaringBitmap.and(present, get(DERIVED));
    RoaringBitmap own = RoaringBitmap.andNot(present, derived);
    if (wanted.vantage.past()) {
      own.or(past);
    } else {
      derived.or(RoaringBitmap.and(past, get(DERIVED)));
      own.or(RoaringBitmap.andNot(past, get(DERIVED)));
    }
    RoaringBitmap all = RoaringBitmap.or(present, past);
    return new Visible(
        OrdinalFilter.of(all),
        OrdinalFilter.of(own),
        OrdinalFilter.of(derived),
        OrdinalFilter.of(past),
        RoaringBitmap.andCardinality(all, get(PENDING)),
        OrdinalFilter.of(flagged));
  }

  private RoaringBitmap present(Wanted wanted) {
    var ofKinds = new RoaringBitmap();
    wanted.kinds.forEach(kind -> ofKinds.or(get(key(kind))));
    if (!wanted.everything) {
      var ofScopes = new RoaringBitmap();
      wanted.scopes.forEach(scope -> ofScopes.or(get(key(scope))));
      ofKinds.and(ofScopes);
    }
    return ofKinds;
  }

  /** Past facts, whether they held at the moment or not. */
  private RoaringBitmap past(Wanted wanted) {
    var past = new RoaringBitmap();
    if (!wanted.vantage.present() && wanted.kinds.contains(MemoryKind.FACT)) {
      if (wanted.everything) {
        past.or(get(PAST));
      } else {
        wanted.scopes.forEach(scope -> past.or(get(pastKey(scope))));
      }
    }
    return past;
  }

  static String key(Scope scope) {
    return "scope:" + scope.canonical();
  }

  static String pastKey(Scope scope) {
    return "past:" + scope.canonical();
  }

  static String key(MemoryKind kind) {
    return "kind:" + kind.label();
  }
}
