package dev.engram.internal.vault;

import dev.engram.memory.TimeSpan;
import java.util.List;
import java.util.Optional;

/**
 * What hangs on a row in other tables, read together with it. Parts that were not asked for are
 * empty.
 *
 * @param vectors shape {@code [parts][dimension]}, if the row has any in the space in use
 * @param next the same in the space that is coming in its place, if one is
 * @param mentions the entities that the row speaks of, by ascending row
 * @param times when the text says things happened, happen or will
 * @param edges those that start at the row's root, by target and type
 */
public record Attached(
    Optional<float[][]> vectors,
    Optional<float[][]> next,
    List<Mention> mentions,
    List<TimeSpan> times,
    List<EdgeTable.EdgeRow> edges) {
  /** Nothing hangs on it. */
  public static final Attached NOTHING =
      new Attached(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());

  public Attached {
    mentions = List.copyOf(mentions);
    times = List.copyOf(times);
    edges = List.copyOf(edges);
  }

  /** With vectors of the space in use alone. */
  public Attached(
      Optional<float[][]> vectors,
      List<Mention> mentions,
      List<TimeSpan> times,
      List<EdgeTable.EdgeRow> edges) {
    this(vectors, Optional.empty(), mentions, times, edges);
  }

  /** What can hang on a row. */
  public enum Part {
    /** {@link Attached#vectors} and {@link Attached#next}. */
    VECTORS,
    /** {@link Attached#mentions}. */
    MENTIONS,
    /** {@link Attached#times}. */
    TIMES,
    /** {@link Attached#edges}. */
    EDGES,
    /** Nothing beside the row: to be told when its importance has risen. */
    IMPORTANCE
  }

  /**
   * An entity that a row speaks of.
   *
   * @param entity its row
   * @param names every name it has, those used most first
   */
  public record Mention(long entity, List<Name> names) {
    public Mention {
      names = List.copyOf(names);
    }

    /** Shows the row only: names are content. */
    @Override
    public String toString() {
      return "Mention[" + entity + ", " + names.size() + " names]";
    }
  }

  /**
   * A name of an entity.
   *
   * @param normal the form that names are compared in
   * @param shown as it was written first
   */
  public record Name(String normal, String shown) {
    /** Shows lengths only: a name is content. */
    @Override
    public String toString() {
      return "Name[" + normal.length() + " characters]";
    }
  }

  /** Shows counts only: what hangs on a row is content. */
  @Override
  public String toString() {
    return "Attached["
        + vectors.map(parts -> parts.length).orElse(0)
        + " vectors, "
        + mentions.size()
        + " mentions, "
        + times.size()
        + " times, "
        + edges.size()
        + " edges]";
  }
}
