package dev.engram.cli.text;

import dev.engram.cli.text.Page.Field;
import dev.engram.memory.Annotations;
import dev.engram.memory.Details;
import dev.engram.memory.Entity;
import dev.engram.memory.Metadata;
import dev.engram.memory.TieredContent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What capture found in a memory, as fields to read. */
public final class CaptureDetail {
  private CaptureDetail() {}

  /** The fields, in the order they are shown; what was not found is left out. */
  public static List<Field> of(Details details, ZoneId zone) {
    Annotations found = details.annotations();
    var fields = new ArrayList<Field>();
    TieredContent sizes = found.sizes();
    fields.add(size("full", "as above", sizes.fullTokens()));
    fields.add(size("summary", same(sizes.summary(), sizes.full()), sizes.summaryTokens()));
    fields.add(size("key fact", same(sizes.keyFact(), sizes.full()), sizes.keyFactTokens()));
    fields.add(size("tag", sizes.tag(), sizes.tagTokens()));
    fields.add(
        new Field(
            "affect",
            String.format(
                Locale.ROOT,
                "valence %+.2f, intensity %.2f",
                found.affect().valence(),
                found.affect().intensity())));
    add(fields, "times", found.times().stream().map(time -> Times.days(time, zone)).toList());
    add(fields, "entities", details.entities().stream().map(CaptureDetail::named).toList());
    metadata(fields, found.metadata());
    add(fields, "reasons", found.reasons());
    if (details.restated() > 0) {
      fields.add(new Field("restated", details.restated() + " times"));
    }
    return fields;
  }

  private static Field size(String name, String text, int tokens) {
    return new Field(name, text + (tokens == 1 ? " (1 token)" : " (" + tokens + " tokens)"));
  }

  private static String same(String text, String full) {
    return text.equals(full) ? "as above" : text;
  }

  private static String named(Entity entity) {
    return entity.name() + " (" + entity.type().label() + ")";
  }

  private static void metadata(List<Field> fields, Metadata found) {
    add(fields, "people", found.people());
    add(fields, "technology", found.technologies());
    add(fields, "paths", found.paths());
    add(fields, "addresses", found.urls());
    add(fields, "mail", found.emails());
    add(fields, "code", found.codeLanguage().stream().toList());
    add(
        fields,
        "versions",
        found.versions().stream()
            .map(version -> (version.of().orElse("") + " " + version.number()).strip())
            .toList());
    add(fields, "quantities", found.quantities().stream().map(Metadata.Quantity::text).toList());
    add(fields, "topics", found.topics());
  }

  private static void add(List<Field> fields, String name, List<String> values) {
    if (!values.isEmpty()) {
      fields.add(
          new Field(name, values.stream().map(Glyphs::line).collect(Collectors.joining(", "))));
    }
  }
}
