package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Conversation;
import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.EngramOptions;
import dev.engram.internal.vault.RawPages;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** §10.19: what working memory leaves in the vault. */
class WorkingMemoryAtRestTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;

  private static boolean holds(Map<String, byte[]> files, String word) {
    return files.values().stream()
        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
        .anyMatch(text -> text.contains(word));
  }

  private static boolean holds(Map<String, byte[]> files, float[] vector) {
    var bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    String wanted = new String(bytes.array(), StandardCharsets.ISO_8859_1);
    return files.values().stream()
        .anyMatch(file -> new String(file, StandardCharsets.ISO_8859_1).contains(wanted));
  }

  @Test
  @DisplayName("§10.19.1: a conversation leaves neither words nor vectors in any deciphered page")
  void aConversationLeavesNothingInThePages() {
    Path vault = folder.resolve("v.engram");
    var embedder = WordEmbedder.usual();
    try (MemoryGraph memory =
            MemoryGraph.open(
                vault, TestKeys.right(), EngramOptions.defaults().withEmbedder(embedder));
        Conversation conversation = memory.conversation(REX)) {
      memory.remember(Turn.said("Ana", "The tram in Porto is yellow."), REX);
      conversation.heard("Wombatting is what we talk about.");
      conversation.recall(Query.of("where is zanzibarium kept?"));
      conversation.heard("And the quokkaherd comes too.");
      memory.maintain();
      assertThat(conversation.settled()).isIn(true, false);
    }
    Map<String, byte[]> files = RawPages.all(vault, RawPages.pageKey(vault, TestKeys.right()));
    assertThat(holds(files, "tram")).as("the search finds what is there").isTrue();
    assertThat(holds(files, "wombatting")).isFalse();
    assertThat(holds(files, "quokkaherd")).isFalse();
    assertThat(holds(files, "zanzibarium")).isFalse();
    assertThat(holds(files, embedder.embedQuery("Wombatting is what we talk about."))).isFalse();
  }

  @Test
  @DisplayName("§10.19.1: a snapshot of vectors holds sealed memories' as their tier has them")
  void aSnapshotKeepsVectorsAsTheirTierHasThem() {
    Path vault = folder.resolve("v.engram");
    var embedder = WordEmbedder.usual();
    try (MemoryGraph memory =
        MemoryGraph.open(
            vault, TestKeys.right(), EngramOptions.defaults().withEmbedder(embedder))) {
      Turn turn = Turn.said("Ana", "zanzibarium wombatting");
      memory.remember(turn.with(turn.placement().atLeast(SecurityTier.CONFIDENTIAL)), REX);
      memory.remember(Turn.said("Ana", "yellow tram"), REX);
      memory.vectors().snapshot("before");
    }
    Map<String, byte[]> files = RawPages.all(vault, RawPages.pageKey(vault, TestKeys.right()));
    assertThat(holds(files, "before")).as("the snapshot is there").isTrue();
    assertThat(holds(files, "zanzibarium")).isFalse();
    assertThat(holds(files, embedder.embedQuery("zanzibarium wombatting"))).isFalse();
  }
}
