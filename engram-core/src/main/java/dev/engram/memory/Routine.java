package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import dev.engram.scope.Scope;
import java.util.List;
import java.util.Optional;

/**
 * How something is done: becomes a procedure.
 *
 * @param task what it achieves, at most 512 bytes
 * @param steps in order, 1 to 64, none blank; task and steps together at most 8 KiB of UTF-8
 * @param tools what it uses, at most 64
 * @param outcome how it turned out when it was last done so, if it was
 * @param placement where and how it is filed
 */
public record Routine(
    String task,
    List<String> steps,
    List<String> tools,
    Optional<RunOutcome> outcome,
    Placement placement)
    implements NewMemory {
  private static final int MAX_ENTRIES = 64;

  public Routine {
    TextRule.name("routine.task", task);
    steps = List.copyOf(steps);
    tools = List.copyOf(tools);
    if (steps.isEmpty() || steps.size() > MAX_ENTRIES) {
      throw InvalidInputException.of(
          "routine.steps", "must have 1 to " + MAX_ENTRIES + " entries, got " + steps.size());
    }
    if (tools.size() > MAX_ENTRIES) {
      throw InvalidInputException.of(
          "routine.tools", "must have at most " + MAX_ENTRIES + " entries, got " + tools.size());
    }
    steps.forEach(step -> TextRule.text("routine.steps", step));
    tools.forEach(tool -> TextRule.name("routine.tools", tool));
    TextRule.text("routine.text", textOf(task, steps));
  }

  /** A task and its steps. */
  public static Routine of(String task, String... steps) {
    return new Routine(
        task,
        List.of(steps),
        List.of(),
        Optional.empty(),
        Placement.of(Category.PROCEDURE, Source.AGENT));
  }

  /** Says what it uses. */
  public Routine using(String... names) {
    return new Routine(task, steps, List.of(names), outcome, placement);
  }

  /** Says how it turned out. */
  public Routine turnedOut(RunOutcome how) {
    return new Routine(task, steps, tools, Optional.of(how), placement);
  }

  /** Files it in this scope. */
  public Routine to(Scope where) {
    return with(placement.to(where));
  }

  /** Files it another way. */
  public Routine with(Placement filed) {
    return new Routine(task, steps, tools, outcome, filed);
  }

  @Override
  public String text() {
    return textOf(task, steps);
  }

  private static String textOf(String task, List<String> steps) {
    var text = new StringBuilder(task).append(':');
    for (int i = 0; i < steps.size(); i++) {
      text.append(' ').append(i + 1).append(". ").append(steps.get(i));
    }
    return text.toString();
  }

  @Override
  public MemoryKind kind() {
    return MemoryKind.PROCEDURE;
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Routine[" + text().length() + " characters]";
  }
}
