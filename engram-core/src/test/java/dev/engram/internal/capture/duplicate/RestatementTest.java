package dev.engram.internal.capture.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RestatementTest {
  private static final Restatement JUDGE = Restatement.strict();

  private record Pair(String label, String left, String right) {}

  @Test
  void noListedDifferenceIsEverMergedHoweverNearTheMeanings() throws IOException {
    var wrong = new ArrayList<Pair>();
    for (Pair pair : pairs("D")) {
      for (OptionalDouble cosine : List.of(OptionalDouble.empty(), OptionalDouble.of(0.99))) {
        if (judge(pair, cosine).same()) {
          wrong.add(pair);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyListedRestatementIsRecognisedByItsWords() throws IOException {
    assertThat(pairs("S"))
        .filteredOn(pair -> !judge(pair, OptionalDouble.empty()).same())
        .isEmpty();
  }

  @Test
  void meaningFindsMostOfWhatWordsMiss() throws IOException {
    List<Pair> pairs = pairs("M");
    assertThat(pairs).filteredOn(pair -> judge(pair, OptionalDouble.of(0.5)).same()).isEmpty();
    assertThat(pairs)
        .filteredOn(pair -> judge(pair, OptionalDouble.of(0.95)).same())
        .hasSizeGreaterThanOrEqualTo(pairs.size() * 7 / 10);
  }

  @Test
  void aVerdictDoesNotDependOnTheOrderOfTheTwo() throws IOException {
    for (String label : List.of("S", "M", "D")) {
      for (Pair pair : pairs(label)) {
        for (OptionalDouble cosine : List.of(OptionalDouble.empty(), OptionalDouble.of(0.95))) {
          assertThat(JUDGE.judge(pair.right, pair.left, cosine)).isEqualTo(judge(pair, cosine));
        }
      }
    }
  }

  @Test
  void restatementsFindEachOther() throws IOException {
    var lost = new ArrayList<Pair>();
    List<Pair> pairs = new ArrayList<>(pairs("S"));
    for (Pair pair : pairs) {
      var table = new DuplicateTable();
      table.put(7, Signature.of(pair.left));
      if (table.candidates(Signature.of(pair.right), 8).length == 0) {
        lost.add(pair);
      }
    }
    assertThat(lost).hasSizeLessThanOrEqualTo(pairs.size() / 20);
  }

  @Test
  void anyTextIsJudgedInLinearTime() {
    long seed = Long.getLong("engram.seed", 1);
    var random = new Random(seed);
    String signs = "aA's 09,.-?!’\u0000\ud800漢😀é\n";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int length = 1 + random.nextInt(30); length > 0; length--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      String other = text.substring(1);
      assertThat(JUDGE.judge(text.toString(), other + " ", OptionalDouble.of(1)))
          .as("seed %d", seed)
          .isNotNull();
      Signature.of(other);
    }
    for (String part :
        List.of("a", "a ", "1,", "1,000", "?", "-a", "'", "😀", "it's ", "漢", "\u0000")) {
      String text = part.repeat(1_000_000 / part.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(5), () -> JUDGE.judge(text, text + "b", OptionalDouble.of(1)), part);
    }
  }

  private static Verdict judge(Pair pair, OptionalDouble cosine) {
    return JUDGE.judge(pair.left, pair.right, cosine);
  }

  private static List<Pair> pairs(String label) throws IOException {
    try (var in = Objects.requireNonNull(RestatementTest.class.getResourceAsStream("pairs.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replace("\\n", "\n").split("\t"))
          .filter(fields -> fields[0].equals(label))
          .map(fields -> new Pair(fields[0], fields[1], fields[2]))
          .toList();
    }
  }
}
