package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.EngramOptions;
import dev.engram.memory.Document;
import dev.engram.memory.Exchange;
import dev.engram.memory.Finding;
import dev.engram.memory.Material;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Summary;
import dev.engram.memory.ToolResult;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Topic;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** §10.12: everything that a host brings, asks with or is given, formatted into a log. */
class LogRedactionTest {
  private static final Logger LOG = LoggerFactory.getLogger(LogRedactionTest.class);
  private static final String WORD = "CANARY-quokkaherd";
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;

  private static List<Material> materials() {
    return List.of(
        Turn.said(WORD, "I, " + WORD + ", moved from Lyon to Porto in March.").in(WORD),
        Exchange.of(Turn.said("Ana", WORD), Turn.said("Ben", "No, " + WORD + " two")),
        Statement.of(WORD, "prefers " + WORD, WORD + " seats"),
        Routine.of("feed " + WORD, "bring " + WORD, "go " + WORD).using(WORD),
        Document.of(WORD, "# " + WORD + "\n\nThe " + WORD + " uses version 3.2 of Porto."),
        ToolResult.of(WORD, "It is " + WORD + "."),
        Summary.of(WORD, "All was about " + WORD + "."),
        Finding.of("They say " + WORD + " weighs 12 kg.", "https://heronbook.example/" + WORD));
  }

  @Test
  @DisplayName("§10.12.1: content types say counts and ids, whatever they are asked for")
  void contentTypesShowNoContent() {
    var shown = new ArrayList<Object>(materials());
    try (MemoryGraph memory =
        MemoryGraph.open(
            folder.resolve("v.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withEmbedder(WordEmbedder.usual()).withoutBackground())) {
      shown.add(memory.dryRun(materials(), REX));
      var remembered = memory.remember(materials(), REX);
      shown.addAll(remembered);
      MemoryId id = remembered.getFirst().id();
      Query query = Query.of("where does " + WORD + " live now?");
      shown.add(query);
      shown.add(memory.plan(query, REX));
      shown.add(memory.recall(query, REX));
      shown.add(memory.recall(query, REX).hits());
      shown.add(memory.get(id, REX));
      shown.add(memory.details(id, REX));
      shown.add(memory.details(id, REX).annotations());
      shown.add(memory.history(id, REX));
      shown.add(memory.facts(FactQuery.about(WORD), REX));
      shown.add(memory.entities(100, REX));
      shown.add(memory.entitiesNamed(WORD, REX));
      shown.add(memory.evolution(new Evolution.OfTopic(WORD, 100), REX));
      shown.add(memory.list(Listing.newest(100), REX));
      shown.add(memory.stats(REX));
      Feedback correction = Feedback.correctedTo(Turn.note("It is " + WORD + " after all."));
      shown.add(correction);
      shown.add(memory.feedback(id, correction, REX));
      memory
          .entities(100, REX)
          .forEach(entity -> {
            shown.add(memory.timeline(entity.id(), REX));
            shown.add(memory.entityHistory(entity.id(), REX));
          });
      try (var conversation = memory.conversation(REX)) {
        conversation.heard("We talk about " + WORD + ".");
        Optional<Topic> topic = conversation.topic();
        shown.add(topic);
        shown.add(conversation.recall(query));
      }
      memory.forget(id, REX);
      shown.add(memory.audit().recent(100));
      shown.add(memory.health());
      shown.add(memory.quality());
      shown.add(memory.doctor());
      shown.add(memory.security());
    }
    // into this module's log as well, which the house searches
    shown.forEach(one -> LOG.info("{}", one));
    assertThat(shown)
        .allSatisfy(one -> assertThat(one.toString()).doesNotContainIgnoringCase("quokkaherd"));
  }
}
