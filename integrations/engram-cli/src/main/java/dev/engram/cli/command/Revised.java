package dev.engram.cli.command;

import dev.engram.memory.Memory;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Placement;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Traits;
import dev.engram.memory.Turn;
import java.util.Optional;
import java.util.OptionalDouble;

/** The same memory with another text; all that was known of it besides stays. */
final class Revised {
  private Revised() {}

  static NewMemory of(Memory old, String text) {
    Traits traits = old.traits();
    var filed =
        new Placement(
            Optional.of(traits.scope()),
            traits.category(),
            traits.occurred(),
            OptionalDouble.of(traits.importance()),
            traits.source());
    return switch (old) {
      case Memory.Episode episode -> new Turn(episode.speaker(), text, episode.session(), filed);
      case Memory.Fact fact ->
          new Statement(
              fact.subject(),
              fact.predicate(),
              text,
              fact.confidence(),
              fact.negated(),
              fact.modality(),
              filed);
      case Memory.Procedure procedure ->
          new Routine(
              procedure.task(),
              text.lines().filter(step -> !step.isBlank()).toList(),
              procedure.tools(),
              Optional.empty(),
              filed);
    };
  }
}
