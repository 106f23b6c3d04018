package dev.engram.cli.text;

import dev.engram.memory.Annotations;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Details;
import dev.engram.memory.Entity;
import dev.engram.memory.Metadata;
import dev.engram.memory.TieredContent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What capture found, as JSON. */
public final class CaptureJson {
  private CaptureJson() {}

  /** A memory with everything known of it. */
  public static ObjectNode details(Details details) {
    ObjectNode node = Json.memory(details.memory());
    annotate(node, details.annotations());
    var entities = node.putArray("entities");
    details.entities().forEach(entity -> entities.add(entity(entity)));
    return node.put("restated", details.restated());
  }

  /** Adds what was found in a memory to its object. */
  public static void annotate(ObjectNode node, Annotations found) {
    TieredContent sizes = found.sizes();
    var tokens =
        Json.object()
            .put("full", sizes.fullTokens())
            .put("summary", sizes.summaryTokens())
            .put("keyFact", sizes.keyFactTokens())
            .put("tag", sizes.tagTokens());
    node.putObject("sizes")
        .put("summary", sizes.summary())
        .put("keyFact", sizes.keyFact())
        .put("tag", sizes.tag())
        .set("tokens", tokens);
    node.putObject("affect")
        .put("valence", found.affect().valence())
        .put("intensity", found.affect().intensity());
    node.set("metadata", metadata(found.metadata()));
    var times = node.putArray("times");
    found.times().forEach(time -> times.add(Json.span(time)));
    node.set("reasons", Json.texts(found.reasons()));
  }

  private static ObjectNode metadata(Metadata found) {
    var node = Json.object();
    put(node, "people", found.people());
    put(node, "technologies", found.technologies());
    put(node, "paths", found.paths());
    put(node, "urls", found.urls());
    put(node, "emails", found.emails());
    found.codeLanguage().ifPresent(language -> node.put("codeLanguage", language));
    if (!found.versions().isEmpty()) {
      var versions = node.putArray("versions");
      for (Metadata.Version version : found.versions()) {
        var one = versions.addObject().put("number", version.number());
        version.of().ifPresent(of -> one.put("of", of));
      }
    }
    if (!found.quantities().isEmpty()) {
      var quantities = node.putArray("quantities");
      for (Metadata.Quantity quantity : found.quantities()) {
        quantities
            .addObject()
            .put("value", quantity.value())
            .put("unit", quantity.unit())
            .put("text", quantity.text());
      }
    }
    put(node, "topics", found.topics());
    return node;
  }

  private static void put(ObjectNode node, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      node.set(name, Json.texts(texts));
    }
  }

  /** An entity. */
  public static ObjectNode entity(Entity entity) {
    var node =
        Json.object()
            .put("id", entity.id().toString())
            .put("name", entity.name())
            .put("type", entity.type().label())
            .put("scope", entity.scope().canonical())
            .put("mentions", entity.mentions())
            .put("firstSeen", entity.firstSeen().toString())
            .put("lastSeen", entity.lastSeen().toString());
    node.set("aliases", Json.texts(entity.aliases()));
    return node;
  }

  /** Notes, in their order. */
  public static ArrayNode notes(Set<CaptureNote> notes) {
    return Json.texts(
        notes.stream().sorted().map(note -> note.name().toLowerCase(Locale.ROOT)).toList());
  }
}
