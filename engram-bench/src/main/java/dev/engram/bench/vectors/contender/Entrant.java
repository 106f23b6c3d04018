package dev.engram.bench.vectors.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A contender that can be made.
 *
 * @param name what tables call it
 * @param peer whether it is others' work
 * @param most beyond so many vectors it runs only when it is named
 * @param kind of Engram's index, if it is one
 * @param create makes an empty one for at most so many vectors
 */
public record Entrant(
    String name, boolean peer, int most, Optional<IndexKind> kind, Making create) {
  private static final int GRAPHS = 200_000;

  /** Makes a contender. */
  @FunctionalInterface
  public interface Making {
    /** An empty one. */
    Contender of(Place place, int size);
  }

  /** Engram's indexes, then the peers. */
  public static List<Entrant> all() {
    var all = new ArrayList<Entrant>();
    for (IndexKind kind : IndexKind.all()) {
      all.add(of(kind));
    }
    all.add(
        peer("exact scan", Integer.MAX_VALUE, (at, size) -> new PlainScan(at.space().dimension())));
    all.add(
        peer(
            "hnswlib-core float",
            GRAPHS,
            (at, size) -> new HnswlibFloats(at.space().dimension(), size)));
    all.add(peer("Lucene HNSW", GRAPHS, (at, size) -> new LuceneVectors(false)));
    all.add(peer("Lucene HNSW 1-bit", GRAPHS, (at, size) -> new LuceneVectors(true)));
    return all;
  }

  private static Entrant of(IndexKind kind) {
    return new Entrant(
        kind.name(),
        false,
        kind.most(),
        Optional.of(kind),
        (at, size) -> new IndexContender(kind.create().apply(at), kind, at));
  }

  private static Entrant peer(String name, int most, Making create) {
    return new Entrant(name, true, most, Optional.empty(), create);
  }
}
