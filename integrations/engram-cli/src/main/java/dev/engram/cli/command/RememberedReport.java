package dev.engram.cli.command;

import dev.engram.cli.host.Host;
import dev.engram.cli.text.CaptureJson;
import dev.engram.cli.text.CaptureNotes;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Style;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Derived;
import dev.engram.memory.Derived.Change;
import dev.engram.memory.Remembered;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What became of what was remembered. */
final class RememberedReport {
  private RememberedReport() {}

  static void print(Host host, boolean json, List<Remembered> remembered) {
    if (json) {
      Json.print(host, json(remembered));
    } else {
      page(Page.of(host), remembered);
      CaptureNotes.print(host, notes(remembered));
    }
  }

  private static void page(Page page, List<Remembered> remembered) {
    long pieces = pieces(remembered);
    if (pieces == 1) {
      Remembered one = remembered.getFirst();
      page.line(
          one.id()
              + "  "
              + (stored(one) ? "stored" : "known already, strengthened")
              + page.styled(Style.DIM, one.embedded() ? "" : ", found by words alone as yet"));
    } else {
      long stored = remembered.stream().filter(RememberedReport::stored).count();
      page.line(
          stored
              + " stored, "
              + (remembered.size() - stored)
              + " known already"
              + (pieces > remembered.size() ? ", in " + pieces + " pieces" : ""));
      long pending = remembered.stream().filter(one -> !one.embedded()).count();
      if (pending > 0) {
        page.line(page.styled(Style.DIM, pending + " are found by words alone as yet"));
      }
    }
    Map<Change, Integer> facts = facts(remembered);
    if (!facts.isEmpty()) {
      page.line(
          "facts: "
              + facts.entrySet().stream()
                  .map(entry -> entry.getValue() + " " + label(entry.getKey()))
                  .collect(Collectors.joining(", ")));
    }
  }

  private static ObjectNode json(List<Remembered> remembered) {
    var result = Json.object();
    var all = result.putArray("remembered");
    for (Remembered one : remembered) {
      var node =
          all.addObject()
              .put("id", one.id().toString())
              .put("outcome", one.outcome().name().toLowerCase(Locale.ROOT))
              .put("embedded", one.embedded());
      node.set("pieces", Json.texts(one.pieces().stream().map(Object::toString).toList()));
      var derived = node.putArray("derived");
      for (Derived fact : one.derived()) {
        derived
            .addObject()
            .put("id", fact.id().toString())
            .put("from", fact.from().toString())
            .put("change", label(fact.change()))
            .set("closed", Json.texts(fact.closed().stream().map(Object::toString).toList()));
      }
      node.set("notes", CaptureJson.notes(one.notes()));
    }
    var facts = result.putObject("facts");
    Map<Change, Integer> counts = facts(remembered);
    for (Change change : Change.values()) {
      facts.put(label(change), counts.getOrDefault(change, 0));
    }
    result.set("notes", CaptureJson.notes(notes(remembered)));
    return result;
  }

  private static Map<Change, Integer> facts(List<Remembered> remembered) {
    Map<Change, Integer> counts = new EnumMap<>(Change.class);
    remembered.stream()
        .flatMap(one -> one.derived().stream())
        .forEach(fact -> counts.merge(fact.change(), 1, Integer::sum));
    return counts;
  }

  private static Set<CaptureNote> notes(List<Remembered> remembered) {
    Set<CaptureNote> notes = EnumSet.noneOf(CaptureNote.class);
    remembered.forEach(one -> notes.addAll(one.notes()));
    return notes;
  }

  private static long pieces(List<Remembered> remembered) {
    return remembered.stream().mapToLong(one -> one.pieces().size()).sum();
  }

  private static String label(Change change) {
    return change.name().toLowerCase(Locale.ROOT);
  }

  private static boolean stored(Remembered one) {
    return one.outcome() == Remembered.Outcome.STORED;
  }
}
