package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Hit;
import dev.engram.query.PlanOverride;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("§10.15 No query language reaches the indexes or the vault")
class QueryHardeningTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private static Path folder;
  private static MemoryGraph memory;

  @BeforeAll
  static void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("v.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withoutBackground());
    memory.remember(
        List.of(
            Turn.said("Ana", "The harbour master keeps the key of the boathouse."),
            Turn.said("Ben", "The lighthouse was painted white by the harbour crew."),
            Turn.said("Ana", "Secret recipes are written in the blue book."),
            Turn.said("Ben", "A discount of 100% is given under rule A_1 of the market."),
            Turn.said("Ana", "Kestrels nest near the old water tower."),
            Statement.of("Ana", "owns", "a red kayak"),
            Statement.of("Ben_Ortiz", "owns", "a 50% share"),
            Routine.of("Open the boathouse", "Ask the harbour master", "Turn the key twice")),
        REX);
  }

  @AfterAll
  static void close() {
    memory.close();
  }

  private static List<MemoryId> answers(String text) {
    return memory.recall(Query.of(text).limit(50), REX).hits().stream().map(Hit::id).toList();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("§10.15.1 operators of FTS5 and Lucene are signs without meaning")
  @ValueSource(
      strings = {
        "\"harbour key\"",
        "harbour* key*",
        "(harbour) (key)",
        "{harbour} [key]",
        "+harbour +key",
        "harbour? key?",
        "^harbour ^key",
        "harbour~ key~2",
        "harbour^9 key",
        "harbour, key)",
        "harbour && key",
        "harbour || key",
        "!harbour !key",
        "<harbour> <key>",
        "=harbour; =key;",
        "harbour' key'",
        "harbour\\ key\\",
        "\u0001harbour\u0002 key\u001f",
        "harbour\tkey\r\n",
        "harbour % key",
        "harbour -- key",
        "harbour $ key |",
        "\"harbour key\"~3",
        "harbour^ key^",
        "harbour~0.8 key~",
        "{harbour key}",
        "/harbour/ /key/",
        "harbour\u202e key\u200b",
        "\uff0aharbour\uff1f key\ufe56",
      })
  void operatorsAreSigns(String text) {
    assertThat(answers(text)).as(text).isEqualTo(answers("harbour key"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("§10.15.1 words that are operators elsewhere are words")
  @CsvSource({
    "harbour AND key,harbour and key",
    "harbour OR key,harbour or key",
    "harbour NOT key,harbour not key",
    "harbour NEAR key,harbour near key",
    "NEAR(harbour key),near harbour key",
    "[harbour TO key],harbour to key",
    "harbour^2.5 key^0.1,harbour 2.5 key 0.1",
    "harbour AND NOT (key OR lighthouse),harbour and not key or lighthouse"
  })
  void operatorWordsAreWords(String text, String plain) {
    assertThat(answers(text)).isEqualTo(answers(plain));
  }

  @Test
  @DisplayName("§10.15.1 nothing is negated, nothing is a prefix, no column can be named")
  void nothingIsAnOperator() {
    assertThat(answers("harbour NOT key")).containsAll(answers("harbour key"));
    assertThat(answers("-key")).isEqualTo(answers("key"));
    assertThat(answers("kestr*")).isEmpty();
    assertThat(answers("k*")).isEmpty();
    assertThat(answers("*")).isEmpty();
    assertThat(answers("*:*")).isEmpty();
    assertThat(answers("/k.*/")).isEmpty();
    assertThat(answers("/[a-z]+/")).isEmpty();
    assertThat(answers("%")).isEmpty();
    assertThat(answers("_")).isEmpty();
    assertThat(answers("\\")).isEmpty();
    assertThat(answers("_exists_:*")).isEmpty();
    assertThat(answers("k_strel kestre_ k%")).isEmpty();
    assertThat(Set.copyOf(answers("[kestrel TO kestrels}")))
        .isEqualTo(Set.copyOf(answers("kestrel to kestrels")));
    assertThat(Set.copyOf(answers("harbour -key"))).isEqualTo(Set.copyOf(answers("harbour key")));
    assertThat(answers("kestrel~ ketsrels~")).isEqualTo(answers("kestrel"));
    assertThat(answers("text:secret")).isEqualTo(answers("secret text"));
    assertThat(Set.copyOf(answers("content_full:recipes")))
        .isEqualTo(Set.copyOf(answers("content full recipes")));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("§10.15.2 wildcards of LIKE and GLOB, and quotes, match themselves")
  @ValueSource(
      strings = {
        "%",
        "_",
        "%%",
        "An%",
        "A_a",
        "___",
        "An*",
        "A?a",
        "[A-Z]*",
        "\\%",
        "Ana' OR '1'='1",
        "Ana\"; DROP TABLE memory; --",
        "Ana' UNION SELECT text FROM memory --",
        "Ana%00",
        "An\\a"
      })
  void wildcardsMatchThemselves(String text) {
    assertThat(memory.facts(FactQuery.about(text), REX)).isEmpty();
    assertThat(memory.entitiesNamed(text, REX)).isEmpty();
    assertThat(memory.evolution(Evolution.of(text + " xyzzy"), REX)).isNotNull();
    assertThat(memory.stats(REX).total()).isGreaterThan(7);
  }

  @Test
  @DisplayName("§10.15.2 a name that holds a wildcard is found by itself alone")
  void namesWithWildcardsAreFoundByThemselves() {
    assertThat(memory.facts(FactQuery.about("Ben_Ortiz"), REX)).hasSize(1);
    assertThat(memory.facts(FactQuery.about("BenXOrtiz"), REX)).isEmpty();
    assertThat(memory.facts(FactQuery.about("Ana"), REX)).isNotEmpty();
  }

  @Test
  @DisplayName("§10.15 words that a caller adds to the plan are terms, too")
  void expansionsAreTerms() {
    for (String word : List.of("k*", "key OR secret", "text:secret*", "\"blue book\"", "/s.*/")) {
      Query query = Query.of("kestrels").limit(50);
      Query wider = query.planned(PlanOverride.none().withExpansions(List.of(word)));
      var without = new HashSet<>(answers("kestrels"));
      without.addAll(answers("kestrels " + word));
      assertThat(without)
          .containsAll(memory.recall(wider, REX).hits().stream().map(Hit::id).toList());
    }
  }

  /** NUL is refused by type; everything else, halves of characters too, has an answer. */
  private static void requireAnsweredOrRefused(String text) {
    boolean holdsNul = text.indexOf('\0') >= 0;
    try {
      assertThat(memory.recall(Query.of(text), REX)).isNotNull();
      assertThat(holdsNul).isFalse();
    } catch (InvalidInputException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_QUERY);
      assertThat(holdsNul).isTrue();
    }
  }

  @Test
  @DisplayName("§10.15 whatever is asked is answered or refused by type")
  void anythingMayBeAsked() {
    Random random = Seed.random("QueryHardeningTest");
    String signs = "\"*()[]{}:^~?\\/+-!&|%_'`;<>=,.#@$\t\n\u0001\u0007\u001b\u200b\u202e\ufeff";
    List<String> words =
        List.of(
            "harbour", "key", "AND", "OR", "NOT", "NEAR", "TO", "Ana", "岸", "مرفأ", "🛶", "\ud83d",
            "\udef6", "\0", "é", "e\u0301");
    for (int i = 0; i < 1_000; i++) {
      var text = new StringBuilder("?");
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(
            random.nextBoolean()
                ? words.get(random.nextInt(words.size()))
                : String.valueOf(signs.charAt(random.nextInt(signs.length()))));
        text.append(random.nextInt(3) == 0 ? " " : "");
      }
      requireAnsweredOrRefused(text.toString());
    }
  }
}
