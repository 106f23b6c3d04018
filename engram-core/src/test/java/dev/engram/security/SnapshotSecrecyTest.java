package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Conversation;
import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.VaultContents;
import dev.engram.WordEmbedder;
import dev.engram.config.EngramOptions;
import dev.engram.internal.vault.RawPages;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("§10.19 What is kept of vectors and of talks is sealed, or not kept")
class SnapshotSecrecyTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;
  private final WordEmbedder embedder = WordEmbedder.usual();
  private Path vault;
  private Traces traces;

  private MemoryGraph open() {
    return MemoryGraph.open(
        vault,
        TestKeys.right(),
        EngramOptions.defaults().withEmbedder(WordEmbedder.usual()).withoutBackground());
  }

  @BeforeEach
  void begin() {
    vault = folder.resolve("v.engram");
    open().close();
    traces = new Traces(vault, RawPages.pageKey(vault, TestKeys.right()));
  }

  private List<float[]> vector(String text) {
    return List.of(embedder.embedDocuments(List.of(text)).getFirst()[0]);
  }

  private static Turn at(String text, SecurityTier tier) {
    Turn turn = Turn.note(text);
    return turn.with(turn.placement().atLeast(tier));
  }

  @Test
  @DisplayName(
      "§10.19.1 a snapshot of vectors, and what it keeps of replaced ones, is as tiers ask")
  void snapshotsKeepTiers() {
    String clear = "the ferry leaves at noon";
    String sensitive = "the quokkaherd grazes by the mill";
    String confidential = "the zanzibarium opens with three knocks";
    try (var memory = open()) {
      memory.remember(at(clear, SecurityTier.CLEARTEXT), REX);
      memory.remember(at(sensitive, SecurityTier.SENSITIVE), REX);
      memory.remember(at(confidential, SecurityTier.CONFIDENTIAL), REX);
      memory.vectors().snapshot("as it was");
      memory.vectors().migrate(new WordEmbedder("other-48", 48));
      memory.maintain();
      memory.maintain();
    }
    var rows = VaultContents.of(vault, TestKeys.right());
    assertThat(rows.tablesWith("ferry")).as("the proof can fail").isNotEmpty();
    for (String word : List.of("quokkaherd", "grazes", "zanzibarium", "knocks")) {
      assertThat(rows.tablesWith(word)).as(word).isEmpty();
    }
    assertThat(VaultContents.column(vault, TestKeys.right(), "SELECT label FROM snapshot"))
        .contains("as it was");
    assertThat(traces.ofVectors(vector(clear))).as("the proof can fail").isNotEmpty();
    assertThat(traces.ofVectors(vector(sensitive))).noneMatch(one -> one.contains("floats"));
    assertThat(traces.ofVectors(vector(confidential))).isEmpty();
  }

  @Test
  @DisplayName("§10.19 what a conversation heard and asked is in no page, log or file")
  void conversationsLeaveNothing() {
    List<String> heard = List.of("quokkaherd", "zanzibarium", "wombatting");
    try (var memory = open()) {
      memory.remember(Turn.said("Ana", "The ferry leaves at noon."), REX);
      try (Conversation talk = memory.conversation(REX)) {
        talk.heard("Have you seen the quokkaherd by the zanzibarium?");
        talk.settled();
        talk.recall(Query.of("is the ferry good for wombatting?"));
        memory.maintain();
        assertThat(traces.ofTexts(heard)).as("while it goes on").isEmpty();
      }
    }
    assertThat(traces.ofTexts(heard)).as("when closed").isEmpty();
    assertThat(traces.ofTexts(List.of("ferry"))).as("the proof can fail").isNotEmpty();
  }
}
