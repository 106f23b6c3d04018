package dev.engram.memory;

import dev.engram.scope.Scope;
import java.util.List;
import java.util.Optional;

/** One remembered thing, as the vault holds it. Immutable; a later change makes a new version. */
public sealed interface Memory {
  /** What every kind has. */
  Traits traits();

  /** The kind. */
  MemoryKind kind();

  /** Its name for ever. */
  default MemoryId id() {
    return traits().id();
  }

  /** Who it belongs to. */
  default Scope scope() {
    return traits().scope();
  }

  /** The words it is recalled by and shown as. */
  default String text() {
    return traits().text();
  }

  /**
   * An event: usually something that was said.
   *
   * @param traits what every kind has
   * @param speaker who said it, if known
   * @param session the conversation it belongs to, if any
   */
  record Episode(Traits traits, Optional<String> speaker, Optional<String> session)
      implements Memory {
    @Override
    public MemoryKind kind() {
      return MemoryKind.EPISODE;
    }

    @Override
    public String toString() {
      return "Episode[" + traits + "]";
    }
  }

  /**
   * Something that holds.
   *
   * @param traits what every kind has
   * @param subject who or what it is about
   * @param predicate the relation
   * @param object the other end
   * @param confidence 0 to 1
   * @param negated whether it is claimed not to hold
   * @param modality in which way it is claimed to hold
   * @param sources how many distinct sources, a speaker in a session each, claim it
   * @param origin the episode it was first found in, if it was not stated by itself
   */
  record Fact(
      Traits traits,
      String subject,
      String predicate,
      String object,
      double confidence,
      boolean negated,
      Modality modality,
      int sources,
      Optional<MemoryId> origin)
      implements Memory {
    @Override
    public MemoryKind kind() {
      return MemoryKind.FACT;
    }

    @Override
    public String toString() {
      return "Fact[" + traits + "]";
    }
  }

  /**
   * How something is done.
   *
   * @param traits what every kind has
   * @param task what it achieves
   * @param steps in order, at least one
   * @param tools what it uses
   * @param successes how often it was reported to have worked
   * @param failures how often it was reported to have failed
   */
  record Procedure(
      Traits traits,
      String task,
      List<String> steps,
      List<String> tools,
      int successes,
      int failures)
      implements Memory {
    public Procedure {
      steps = List.copyOf(steps);
      tools = List.copyOf(tools);
    }

    @Override
    public MemoryKind kind() {
      return MemoryKind.PROCEDURE;
    }

    @Override
    public String toString() {
      return "Procedure[" + traits + "]";
    }
  }
}
