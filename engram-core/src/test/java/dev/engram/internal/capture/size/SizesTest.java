package dev.engram.internal.capture.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.entity.Mentions;
import dev.engram.internal.capture.metadata.MetadataExtraction;
import dev.engram.internal.capture.word.HostileTexts;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import dev.engram.internal.token.TokenCounter;
import dev.engram.memory.Category;
import dev.engram.memory.Metadata;
import dev.engram.memory.TieredContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SizesTest {
  private static final TokenCounter COUNTER = new TokenCounter();
  private static final Sizes SIZES = new Sizes(COUNTER);

  private static final String REPORT =
      """
      Hey Ana! Good morning. The migration of the billing database to PostgreSQL 16 is done, it took \
      3 hours (we had planned 2) and no rows were lost. Well, the nightly export still fails because \
      the disk of the backup server is nearly full. I will order a 4 TB disk on Friday. By the way, \
      the cake was really great! The billing database is now 30% faster than before.
      """;

  @Test
  void aSummaryKeepsTheMainPointsAndDropsTheGreeting() {
    TieredContent sizes = of(REPORT);
    assertThat(sizes.summary()).contains("PostgreSQL 16").doesNotContain("Good morning", "Hey Ana");
    assertThat(sizes.summaryTokens()).isLessThan(sizes.fullTokens() * 6 / 10);
    assertThat(sizes.keyFactTokens()).isLessThanOrEqualTo(20);
    assertThat(sizes.tagTokens()).isLessThanOrEqualTo(3);
  }

  @Test
  void aShortTextIsItsOwnSummary() {
    assertThat(of("I live in Porto.").summary()).isEqualTo("I live in Porto.");
    assertThat(of("I live in Porto.").keyFact()).isEqualTo("I live in Porto.");
  }

  @Test
  void fillersGoAndNegationsStay() {
    assertThat(of("Well, I really do not eat any meat at all. Bye!").keyFact())
        .isEqualTo("I do not eat any meat at all.");
    assertThat(of("It is not really good for me. Thanks!").keyFact()).contains("not really good");
  }

  @Test
  void codeBecomesANote() {
    String text =
        "Use this class for the retries of the client:\n```java\n"
            + "int a = 1;\n".repeat(14)
            + "```\nIt waits 5 seconds.";
    TieredContent sizes = of(text);
    assertThat(sizes.summary()).contains("[Java code, 14 lines]").contains("5 seconds");
    assertThat(sizes.summary()).doesNotContain("int a");
    assertThat(sizes.keyFact()).doesNotContain("14");
  }

  @Test
  void theTagIsTheCategoryOrTheTopic() {
    assertThat(SIZES.of("I like tea.", Metadata.NONE, Category.PREFERENCE).tag())
        .isEqualTo("preference");
    assertThat(of("My doctor gave me new medicine for the headache.").tag()).isEqualTo("health");
    assertThat(SIZES.of("It is so.", Metadata.NONE, Category.GENERAL).tag()).isEqualTo("general");
  }

  @Test
  void theLargestFormThatFitsIsChosen() {
    TieredContent sizes = of(REPORT);
    assertThat(sizes.within(10_000)).contains(sizes.full());
    assertThat(sizes.within(sizes.fullTokens() - 1)).contains(sizes.summary());
    assertThat(sizes.within(sizes.keyFactTokens())).contains(sizes.keyFact());
    assertThat(sizes.within(0)).isEmpty();
  }

  @Test
  void sizesNeverGrowAndNumbersAreNeverMadeUp() {
    long seed = Long.getLong("engram.seed", 20_261_121);
    System.out.println("engram.seed=" + seed);
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String text = made(random);
      TieredContent sizes = of(text);
      holds(sizes);
      List<String> numbers = numbers(text);
      assertThat(numbers).as(text).containsAll(numbers(sizes.keyFact()));
      assertThat(numbers).as(text).containsAll(numbers(sizes.summary()));
    }
  }

  @Test
  void noNegationIsLostWithinAKeptClause() {
    var random = new Random(11);
    for (int i = 0; i < 200; i++) {
      String clause =
          "I do not "
              + pick(random, "eat", "need", "want")
              + " the "
              + pick(random, "fish", "car", "job");
      String text =
          "Well, "
              + clause
              + ", and the "
              + pick(random, "weather", "train", "office")
              + " was really late on day "
              + random.nextInt(30)
              + ".";
      String key = of(text).keyFact();
      if (key.contains("eat") || key.contains("need") || key.contains("want")) {
        assertThat(key).contains("not");
      }
    }
  }

  @Test
  void survivesAnyText() {
    for (String text : HostileTexts.small()) {
      holds(of(text));
    }
    for (String text : HostileTexts.large(40_000)) {
      holds(of(text));
    }
  }

  private static void holds(TieredContent sizes) {
    assertThat(sizes.summary().length()).isLessThanOrEqualTo(sizes.full().length());
    assertThat(sizes.keyFact().length()).isLessThanOrEqualTo(sizes.summary().length());
    assertThat(COUNTER.count(sizes.full())).isEqualTo(sizes.fullTokens());
    assertThat(COUNTER.count(sizes.summary())).isEqualTo(sizes.summaryTokens());
    assertThat(COUNTER.count(sizes.keyFact())).isEqualTo(sizes.keyFactTokens());
    assertThat(COUNTER.count(sizes.tag())).isEqualTo(sizes.tagTokens());
  }

  private static List<String> numbers(String text) {
    return Words.of(text).stream().filter(Word::isNumber).map(Word::text).toList();
  }

  private static String made(Random random) {
    var parts = new ArrayList<String>();
    int sentences = 1 + random.nextInt(8);
    for (int i = 0; i < sentences; i++) {
      parts.add(
          pick(random, "Well, ", "Hey! ", "So ", "", "", "And ")
              + pick(random, "Ana", "I", "the server", "our team")
              + pick(random, " never", " really", " did not", "")
              + pick(random, " paid ", " moved ", " needs (maybe) ")
              + random.nextInt(900)
              + pick(random, " EUR", "%", " km", "")
              + pick(
                  random,
                  ", because it rained on day " + random.nextInt(31),
                  ", which is fine",
                  " - at last",
                  "")
              + pick(random, ".", "!", "?", "...", "\n"));
    }
    return String.join(" ", parts);
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static TieredContent of(String text) {
    Metadata metadata =
        new MetadataExtraction()
            .of(text, new Mentions().in(text, Optional.empty(), Optional.empty()));
    return SIZES.of(text, metadata, Category.GENERAL);
  }
}
