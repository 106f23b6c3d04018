package dev.engram.memory;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code remember} would do. Ids are made up: the same call in earnest gives others.
 *
 * @param planned every memory that would be stored, strengthened or closed, in order
 * @param notes what the caller should know
 */
public record DryRun(List<Planned> planned, Set<CaptureNote> notes) {
  public DryRun {
    planned = List.copyOf(planned);
    notes = Set.copyOf(notes);
  }

  /**
   * One memory of a plan.
   *
   * @param input which of the things to remember it comes from, from 0
   * @param memory the memory as it would stand afterwards
   * @param action what would be done
   * @param annotations what was found in it; empty for a memory that only changes
   * @param entities the names of those it speaks of
   * @param why the reasons, one short line each
   */
  public record Planned(
      int input,
      Memory memory,
      Action action,
      Optional<Annotations> annotations,
      List<String> entities,
      List<String> why) {
    public Planned {
      entities = List.copyOf(entities);
      why = List.copyOf(why);
    }

    /** Shows what identifies the memory: its words are content. */
    @Override
    public String toString() {
      return "Planned[" + action + " " + memory.id() + "]";
    }
  }

  /** What would be done with a memory. */
  public enum Action {
    /** It would be stored. */
    STORE,
    /** It is there, and would be strengthened. */
    STRENGTHEN,
    /** It is there, and would hold no longer. */
    CLOSE
  }
}
