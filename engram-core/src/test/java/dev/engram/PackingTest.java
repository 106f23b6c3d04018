package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.internal.token.TokenCounter;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Turn;
import dev.engram.query.Form;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.TokenBudget;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An answer within a token budget: never over it, in order, the tail shortened first. */
@Timeout(120)
class PackingTest {
  private static final Principal REX = Principal.agent("rex");
  private static final String[] WORDS =
      ("harbour storm ferry greenhouse roof Porto window ticket garden 东京 café 🙂 3.5 C++ "
              + "yesterday engine painted sailed because whether quietly the a of and")
          .split(" ");

  @TempDir private Path folder;
  private final TokenCounter counter = new TokenCounter();
  private MemoryGraph memory;
  private Random random;

  @BeforeEach
  void fill() {
    random = Seed.random("packing");
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withoutBackground().withEmbedder(WordEmbedder.usual()));
    var turns = new ArrayList<NewMemory>();
    for (int i = 0; i < 80; i++) {
      turns.add(Turn.said("Ana", sentences(1 + random.nextInt(8))));
    }
    memory.remember(turns, REX);
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private String sentences(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("I saw the ");
      for (int word = 2 + random.nextInt(14); word > 0; word--) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      text.append("today. ");
    }
    return text.toString().strip();
  }

  @Test
  void theTextsJoinedByLineBreaksNeverExceedTheBudgetAndKeepTheirOrder() {
    for (int round = 0; round < 150; round++) {
      int budget = 1 + random.nextInt(round % 2 == 0 ? 200 : 3_000);
      Query query = Query.of(sentences(1)).limit(1 + random.nextInt(100));
      Recall within = memory.recall(query.within(TokenBudget.of(budget)), REX);
      String shown = within.hits().stream().map(Hit::text).collect(Collectors.joining("\n"));
      assertThat(counter.count(shown)).isLessThanOrEqualTo(budget);
      assertThat(within.hits()).allMatch(hit -> hit.tokens() == counter.count(hit.text()));
      List<Hit> whole = memory.recall(query, REX).hits();
      assertThat(whole.stream().map(Hit::id).toList())
          .containsSubsequence(within.hits().stream().map(Hit::id).toList());
      assertThat(within.hits().size() + within.trace().droppedByBudget()).isEqualTo(whole.size());
    }
  }

  @Test
  void theSameQuestionIsPackedTheSameWay() {
    Query query = Query.of("storm in the harbour").filling(TokenBudget.of(400));
    // by id, form and score: being recalled is use, so trust may differ
    List<String> once = memory.recall(query, REX).hits().stream().map(Hit::toString).toList();
    assertThat(memory.recall(query, REX).hits()).extracting(Hit::toString).isEqualTo(once);
  }

  @Test
  void aTightBudgetShortensWhatIsOfLessUseAndLeavesTheBestWhole() {
    List<Hit> hits =
        memory.recall(Query.of("storm in the harbour").filling(TokenBudget.of(1_000)), REX).hits();
    assertThat(hits).anyMatch(hit -> hit.form() != Form.FULL);
    assertThat(hits.getFirst().form()).isEqualTo(Form.FULL);
    assertThat(hits)
        .filteredOn(hit -> hit.form() != Form.FULL)
        .allMatch(hit -> hit.text().length() < hit.memory().text().length());
  }

  @Test
  void withoutABudgetAllIsShownWholeAndAtNoCost() {
    assertThat(memory.recall(Query.of("storm").limit(50), REX).hits())
        .hasSize(50)
        .allMatch(hit -> hit.form() == Form.FULL && hit.tokens() == 0)
        .allMatch(hit -> hit.text().equals(hit.memory().text()));
  }

  @Test
  void aBudgetDoesNotLiftTheLimitUnlessItIsToBeFilled() {
    TokenBudget roomy = TokenBudget.of(100_000);
    assertThat(memory.recall(Query.of("storm").limit(5).within(roomy), REX).hits()).hasSize(5);
    assertThat(memory.recall(Query.of("storm").filling(roomy), REX).hits()).hasSizeGreaterThan(50);
  }
}
