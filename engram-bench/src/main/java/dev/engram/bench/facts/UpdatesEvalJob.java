package dev.engram.bench.facts;

import dev.engram.MemoryGraph;
import dev.engram.bench.facts.FactCorpus.Dialogue;
import dev.engram.bench.facts.FactCorpus.Gold;
import dev.engram.bench.facts.FactCorpus.Relation;
import dev.engram.bench.facts.FactCorpus.Said;
import dev.engram.bench.vault.TemporaryVault;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.internal.capture.proposition.Proposition;
import dev.engram.internal.capture.text.Span;
import dev.engram.memory.Derived;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Remembered;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evaluates what becomes of facts that restate, replace or stand beside earlier ones: the {@code
 * eval updates} command. Each dialogue is remembered turn by turn in a vault; a relation counts if
 * both of its facts were found, and is judged right after the later one was said.
 *
 * @param dir a folder of dialogues with their listed facts and relations
 * @param json whether figures are printed as JSON
 */
public record UpdatesEvalJob(Path dir, boolean json) {
  /** What became of the relations of one kind. */
  private static final class Tally {
    private int listed;
    private int found;
    private int right;
    private int missed;
    private int wrong;
  }

  /** Prints the figures. */
  public void run(PrintStream out) {
    var tallies = new TreeMap<String, Tally>();
    for (Dialogue dialogue : FactCorpus.read(dir).dialogues()) {
      if (!dialogue.relations().isEmpty()) {
        judge(dialogue, tallies);
      }
    }
    if (json) {
      print(tallies, JsonMapper.shared(), out);
    } else {
      print(tallies, out);
    }
  }

  private static void judge(Dialogue dialogue, Map<String, Tally> tallies) {
    Principal agent = Principal.agent("reader");
    var known = new HashMap<String, MemoryId>();
    CaptureOptions capture = CaptureOptions.defaults().in(dialogue.turns().getFirst().zone());
    try (var vault = TemporaryVault.create();
        MemoryGraph memory =
            vault.open(EngramOptions.defaults().withoutBackground().withCapture(capture))) {
      for (Said said : dialogue.turns()) {
        Turn turn = Turn.said(said.speaker(), said.text()).at(said.when()).in(dialogue.id());
        Remembered remembered = memory.remember(turn, agent);
        note(dialogue, said, remembered, memory, agent, known);
        for (Relation relation : dialogue.relations()) {
          boolean now =
              dialogue.facts().stream()
                  .anyMatch(fact ->
                      fact.id().equals(relation.fresh()) && fact.turn().equals(said.turn()));
          if (now) {
            judge(relation, memory, agent, known, tally(tallies, relation.kind()));
          }
        }
      }
    }
  }

  private static Tally tally(Map<String, Tally> tallies, String kind) {
    return tallies.computeIfAbsent(kind, first -> new Tally());
  }

  private static void note(
      Dialogue dialogue,
      Said said,
      Remembered remembered,
      MemoryGraph memory,
      Principal agent,
      Map<String, MemoryId> known) {
    List<Gold> gold =
        dialogue.facts().stream().filter(fact -> fact.turn().equals(said.turn())).toList();
    var ids = new ArrayList<MemoryId>();
    var found = new ArrayList<Proposition>();
    for (Derived derived : remembered.derived()) {
      if (memory.get(derived.id(), agent) instanceof Memory.Fact fact) {
        ids.add(fact.id());
        found.add(proposition(fact));
      }
    }
    FactMatcher.match(gold, found)
        .goldToFound()
        .forEach((one, fact) -> known.put(gold.get(one).id(), ids.get(fact)));
  }

  private static Proposition proposition(Memory.Fact fact) {
    return new Proposition(
        fact.text(),
        new Span(0, 0),
        fact.subject(),
        fact.predicate(),
        fact.object(),
        fact.negated(),
        fact.modality(),
        fact.traits().category(),
        Math.min(1, fact.confidence()),
        false,
        false,
        Optional.empty());
  }

  private static void judge(
      Relation relation,
      MemoryGraph memory,
      Principal agent,
      Map<String, MemoryId> known,
      Tally tally) {
    tally.listed++;
    MemoryId fresh = known.get(relation.fresh());
    MemoryId old = known.get(relation.old());
    if (fresh == null || old == null) {
      return;
    }
    tally.found++;
    boolean merged = fresh.equals(old);
    boolean holds = memory.get(old, agent).traits().state() == MemoryState.ACTIVE;
    switch (relation.kind()) {
      case "restates" -> count(tally, merged, !merged && holds);
      case "replaces" -> count(tally, !merged && !holds, !merged && holds);
      default -> count(tally, !merged && holds, false);
    }
  }

  private static void count(Tally tally, boolean right, boolean missed) {
    tally.right += right ? 1 : 0;
    tally.missed += missed ? 1 : 0;
    tally.wrong += right || missed ? 0 : 1;
  }

  private static void print(Map<String, Tally> tallies, PrintStream out) {
    out.println("| relation | listed | both found | right | missed | wrong |");
    out.println("| --- | --- | --- | --- | --- | --- |");
    tallies.forEach((kind, tally) ->
        out.printf(
            Locale.ROOT,
            "| %s | %d | %d | %d | %d | %d |%n",
            kind,
            tally.listed,
            tally.found,
            tally.right,
            tally.missed,
            tally.wrong));
  }

  private static void print(Map<String, Tally> tallies, JsonMapper json, PrintStream out) {
    ObjectNode root = json.createObjectNode();
    tallies.forEach((kind, tally) ->
        root.putObject(kind)
            .put("listed", tally.listed)
            .put("found", tally.found)
            .put("right", tally.right)
            .put("missed", tally.missed)
            .put("wrong", tally.wrong));
    out.println(json.writeValueAsString(root));
  }
}
