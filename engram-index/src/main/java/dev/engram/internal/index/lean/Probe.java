package dev.engram.internal.index.lean;

import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * A query made ready, once for each coding that it meets.
 *
 * <p>Not thread-safe: made for one search.
 */
final class Probe {
  private final VectorSpace space;
  private final float[] vector;
  private final List<QueryCode> codes = new ArrayList<>(2);

  Probe(VectorSpace space, float[] query) {
    this.space = space;
    this.vector = space.admit(query);
  }

  VectorSpace space() {
    return space;
  }

  /** The query for rows of {@code coding}; made once. */
  QueryCode code(Coding coding) {
    for (QueryCode code : codes) {
      if (code.coding() == coding) {
        return code;
      }
    }
    QueryCode code = QueryCode.of(space, coding, vector);
    codes.add(code);
    return code;
  }

  /** The larger, the nearer the query is to a cell. */
  float nearness(Cell cell) {
    return cell.nearness(vector);
  }

  /** The exact score of an admitted vector. */
  float score(float[] admitted) {
    return score(admitted, 0);
  }

  /** The exact score of an admitted vector that begins at {@code from}. */
  float score(float[] vectors, int from) {
    return space.metric().score(vector, vectors, from);
  }

  /** A score within the metric's range, from an estimate of it. */
  float score(float estimate) {
    return switch (space.metric()) {
      case COSINE -> Math.clamp(estimate + 0f, -1f, 1f);
      case DOT -> estimate + 0f;
      case EUCLIDEAN, HAMMING -> space.metric().ofSquaredDistance(-estimate);
    };
  }
}
