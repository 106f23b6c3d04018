package dev.engram.cli.text;

import dev.engram.cli.text.Page.Field;
import dev.engram.memory.Memory;
import dev.engram.memory.Traits;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything known about a memory, as fields to read. */
public final class MemoryDetail {
  private MemoryDetail() {}

  /** The fields, in the order they are shown. */
  public static List<Field> of(Memory memory, ZoneId zone) {
    Traits traits = memory.traits();
    var fields = new ArrayList<Field>();
    fields.add(new Field("id", traits.id().toString()));
    fields.add(new Field("text", traits.text()));
    detail(memory, fields);
    fields.add(
        new Field(
            "kind",
            memory.kind().label()
                + ", version "
                + traits.version()
                + ", "
                + traits.state().label()));
    traits.occurred().ifPresent(span -> fields.add(new Field("happened", Times.span(span, zone))));
    fields.add(new Field("learned", Times.minute(traits.learned(), zone)));
    fields.add(
        new Field(
            "holds",
            "from "
                + Times.minute(traits.validFrom(), zone)
                + traits
                    .validUntil()
                    .map(until -> " until " + Times.minute(until, zone))
                    .orElse("")));
    fields.add(new Field("scope", traits.scope().canonical()));
    fields.add(new Field("category", traits.category().label()));
    fields.add(new Field("source", traits.source().label()));
    fields.add(
        new Field(
            "importance",
            String.format(
                Locale.ROOT, "%.2f, strength %.2f", traits.importance(), traits.strength())));
    fields.add(
        new Field("found by", traits.embedded() ? "words and meaning" : "words alone as yet"));
    return fields;
  }

  private static void detail(Memory memory, List<Field> fields) {
    switch (memory) {
      case Memory.Episode episode -> {
        episode.speaker().ifPresent(speaker -> fields.add(new Field("speaker", speaker)));
        episode.session().ifPresent(session -> fields.add(new Field("session", session)));
      }
      case Memory.Fact fact -> {
        fields.add(new Field("subject", fact.subject()));
        fields.add(new Field("predicate", fact.predicate()));
        fields.add(new Field("object", fact.object()));
        fields.add(new Field("claimed", FactCard.claim(fact)));
      }
      case Memory.Procedure procedure -> {
        fields.add(new Field("task", procedure.task()));
        int number = 0;
        for (String step : procedure.steps()) {
          number++;
          fields.add(new Field("step " + number, step));
        }
        if (!procedure.tools().isEmpty()) {
          fields.add(new Field("tools", String.join(", ", procedure.tools())));
        }
        if (procedure.successes() + procedure.failures() > 0) {
          fields.add(
              new Field(
                  "runs", procedure.successes() + " worked, " + procedure.failures() + " failed"));
        }
      }
    }
  }
}
