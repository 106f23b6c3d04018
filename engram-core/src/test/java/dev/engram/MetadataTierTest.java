package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.memory.Details;
import dev.engram.memory.Entity;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Remembered;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.query.Listing;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spec §10.24.2 and §34.12 I16: what was read from a memory is protected like the memory. */
@DisplayName("§10.24.2, §34.12 I16 What was read from a memory is protected like the memory")
class MetadataTierTest {
  private static final Principal REX = Principal.agent("rex");
  private static final String WORDS =
      "Tamsin Quokkaherd moved /home/tamsin/zanzibarium.sql to PostgreSQL on 3 May 2024; see"
          + " https://wombatting.example.org/notes. Tamsin Quokkaherd uses Kubernetes.";
  private static final List<String> PLANTED =
      List.of("quokkaherd", "zanzibarium", "wombatting", "tamsin");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("rex.engram");
  }

  private MemoryGraph open() {
    return MemoryGraph.open(file(), TestKeys.right());
  }

  private static Turn at(String words, SecurityTier tier) {
    Turn turn = Turn.said("Ben", words);
    return turn.with(turn.placement().atLeast(tier));
  }

  private List<String> column(String sql) {
    return VaultContents.column(file(), TestKeys.right(), sql);
  }

  @Test
  void whatWasFoundInAConfidentialMemoryLiesNowhereElse() {
    Details clear;
    Details whole;
    try (var memory = open()) {
      clear = memory.details(memory.remember(Turn.said("Ben", WORDS), REX).id(), REX);
      Principal other = Principal.agent("ada");
      whole =
          memory.details(memory.remember(at(WORDS, SecurityTier.CONFIDENTIAL), other).id(), other);
      assertThat(whole.annotations().metadata()).isEqualTo(clear.annotations().metadata());
      assertThat(whole.annotations().sizes()).isEqualTo(clear.annotations().sizes());
      assertThat(whole.annotations().times()).isEqualTo(clear.annotations().times());
      assertThat(whole.memory().traits().category()).isEqualTo(clear.memory().traits().category());
      assertThat(whole.entities()).isEmpty();
    }
    String sealed = "SELECT ordinal FROM memory WHERE tier = 'confidential'";
    assertThat(column(sealed)).isNotEmpty();
    for (String table : List.of("annotation", "mention")) {
      assertThat(column("SELECT 1 FROM " + table + " WHERE ordinal IN (" + sealed + ")"))
          .as(table)
          .isEmpty();
    }
  }

  @Test
  void namesOfAConfidentialMemoryNameNoEntity() {
    try (var memory = open()) {
      memory.remember(at(WORDS, SecurityTier.CONFIDENTIAL), REX);
      assertThat(memory.entities(100, REX)).extracting(Entity::name).isEmpty();
    }
    for (String word : PLANTED) {
      assertThat(VaultContents.of(file(), TestKeys.right()).tablesWith(word)).as(word).isEmpty();
    }
  }

  @Test
  void aSensitiveMemoryShowsTopicsAndTechnologiesButNoPeopleAddressesOrTimes() {
    String words = WORDS + " Write to osprey@heronbook.org.";
    try (var memory = open()) {
      Remembered kept = memory.remember(Turn.said("Ben", words), REX);
      Details details = memory.details(kept.id(), REX);
      assertThat(details.memory().traits().tier()).isEqualTo(SecurityTier.SENSITIVE);
      assertThat(details.annotations().metadata().emails()).contains("osprey@heronbook.org");
      assertThat(details.annotations().metadata().technologies()).contains("PostgreSQL");
    }
    String where =
        " FROM annotation WHERE ordinal = (SELECT min(ordinal) FROM memory WHERE tier ="
            + " 'sensitive')";
    String metadata = column("SELECT metadata" + where).getFirst();
    assertThat(metadata).contains("PostgreSQL").doesNotContain("people", "paths", "urls", "emails");
    assertThat(column("SELECT 1" + where + " AND times IS NULL AND summary IS NULL")).hasSize(1);
    for (String word : List.of("osprey", "heronbook")) {
      assertThat(VaultContents.of(file(), TestKeys.right()).tablesWith(word)).as(word).isEmpty();
    }
  }

  @Test
  void factsInheritTheTierOfWhatTheyWereFoundIn() {
    try (var memory = open()) {
      Remembered kept =
          memory.remember(
              at("Tamsin uses Zanzibarium. She lives in Wombatting.", SecurityTier.CONFIDENTIAL),
              REX);
      assertThat(kept.derived()).isNotEmpty();
      assertThat(memory.list(Listing.newest(10).only(Set.of(MemoryKind.FACT)), REX))
          .isNotEmpty()
          .allMatch(fact -> fact.traits().tier() == SecurityTier.CONFIDENTIAL)
          .anyMatch(
              fact -> fact instanceof Memory.Fact known && known.object().equals("Zanzibarium"));
    }
    for (String word : PLANTED) {
      assertThat(VaultContents.of(file(), TestKeys.right()).tablesWith(word)).as(word).isEmpty();
    }
  }

  @Test
  void timesThatWordsNameAreSealedWithThem() {
    try (var memory = open()) {
      Turn note = Turn.note("The zanzibarium opened on 3 May 2019.");
      var id =
          memory.remember(note.with(note.placement().atLeast(SecurityTier.CONFIDENTIAL)), REX).id();
      assertThat(memory.get(id, REX).traits().occurred()).isPresent();
    }
    assertThat(column("SELECT occurred_from FROM memory WHERE kind = 'episode'"))
        .containsExactly((String) null);
    assertThat(column("SELECT 1 FROM memory WHERE valid_from < learned")).isEmpty();
  }
}
