package dev.engram.bench.vectors;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured of vector indexes, and on what.
 *
 * @param size how many vectors, 1,000 or more
 * @param dimension of all vectors; with texts, the model's
 * @param questions how many searches are compared with the exact answer, 10 or more
 * @param seed of the corpus and the filters
 * @param texts files and folders whose texts are embedded; none for synthetic vectors
 * @param peers whether peers run as well
 * @param only names of what is measured; all when empty
 * @param parts which measurements
 * @param seconds how long inserting beside searches is measured, 1 or more
 * @param export where vectors and answers are written for programs outside of Java
 */
public record VectorSetup(
    int size,
    int dimension,
    int questions,
    long seed,
    List<Path> texts,
    boolean peers,
    List<String> only,
    Set<Part> parts,
    int seconds,
    Optional<Path> export) {
  /** Measurements. */
  public enum Part {
    /** Recall, latency, size and build. */
    SEARCH,
    /** From a saved index to the first answer. */
    OPEN,
    /** Inserting while searching. */
    INSERT,
    /** Half of it deleted and inserted again, five times. */
    CHURN,
    /** What codes lose. */
    CODES,
    /** Reading full vectors from a vault. */
    VAULT
  }

  public VectorSetup {
    atLeast("n", size, 1_000);
    atLeast("queries", questions, 10);
    atLeast("seconds", seconds, 1);
    if (dimension < 64 || dimension > 8192 || dimension % 64 != 0) {
      throw new IllegalArgumentException(
          "dim must be a multiple of 64 up to 8192, got " + dimension);
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("name at least one part");
    }
    texts = List.copyOf(texts);
    only = List.copyOf(only);
    parts = Set.copyOf(parts);
  }

  /** Whether a part is wanted. */
  public boolean has(Part part) {
    return parts.contains(part);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }
}
