package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Conversation;
import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.AccessLimits;
import dev.engram.config.AccessOptions;
import dev.engram.config.EngramOptions;
import dev.engram.memory.DryRun;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Answerability;
import dev.engram.query.Band;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.TokenBudget;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("§10.16 Untrusted principals cannot measure what memories say")
class ScoreBandTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Principal HOOK = Principal.network("rex", "webhook.github");
  private static final List<String> ILLS =
      List.of("cancer", "diabetes", "asthma", "migraine", "gout", "anaemia", "a fever", "a cold");
  private static final Set<Double> MIDDLES =
      Arrays.stream(Band.values()).map(Band::middle).collect(Collectors.toSet());

  @TempDir private Path folder;

  private MemoryGraph open(String name, AccessOptions access) {
    MemoryGraph memory =
        MemoryGraph.open(
            folder.resolve(name),
            TestKeys.right(),
            EngramOptions.defaults()
                .withEmbedder(WordEmbedder.usual())
                .withClock(new HandClock())
                .withRandom(new Random(7))
                .withAccess(access.withUntrusted(AccessLimits.NONE))
                .withoutBackground());
    Random random = new Random(11);
    var turns = new ArrayList<Turn>();
    for (int i = 0; i < 150; i++) {
      String ill = ILLS.get(random.nextInt(ILLS.size()));
      turns.add(Turn.said("Ana", "In week " + i + " Ben's doctor spoke of " + ill + " at length."));
    }
    memory.remember(turns, REX);
    return memory;
  }

  private static List<Query> probes() {
    Random random = Seed.random("ScoreBandTest");
    var probes = new ArrayList<Query>();
    for (int i = 0; i < 100; i++) {
      String ill = ILLS.get(random.nextInt(ILLS.size()));
      Query probe = Query.of("Does Ben have " + ill + (i % 3 == 0 ? " in week " + i : "") + "?");
      probes.add(i % 2 == 0 ? probe : probe.within(TokenBudget.of(200)));
    }
    return probes;
  }

  @Test
  @DisplayName("§10.16.1 a hundred probing questions get no raw number")
  void probesGetNoRawNumber() {
    try (MemoryGraph memory = open("v.engram", AccessOptions.defaults());
        Conversation talk = memory.conversation(HOOK)) {
      talk.heard("Ben went to see the doctor.");
      for (Query probe : probes()) {
        requireBands(memory.recall(probe, HOOK));
        requireBands(talk.recall(probe));
      }
      assertThat(memory.recall(probes().getFirst(), REX).hits().getFirst().evidence()).isNotEmpty();
    }
  }

  private static void requireBands(Recall told) {
    assertThat(told.hits()).isNotEmpty();
    for (Hit hit : told.hits()) {
      var trust = hit.trust();
      assertThat(hit.evidence()).isEmpty();
      assertThat(MIDDLES)
          .contains(hit.score(), trust.relevance(), trust.accuracy())
          .contains(trust.freshness(), trust.utility());
      assertThat(hit.why()).isEqualTo(hit.band().label()).isIn("high", "medium", "low", "minimal");
      assertThat(hit.score()).isEqualTo(hit.band().middle());
    }
    assertThat(told.trace().stages()).isEmpty();
    assertThat(told.trace().took()).isZero();
    assertThat(told.answerability().reasons()).isEmpty();
    assertThat(MIDDLES).contains(told.answerability().probability());
    var numbers = new TreeSet<Double>();
    for (Hit hit : told.hits()) {
      Found.each(
          List.of(hit.evidence(), hit.trust(), hit.score()),
          leaf -> {
            if (leaf instanceof Double number) {
              numbers.add(number);
            }
          });
    }
    assertThat(MIDDLES).containsAll(numbers);
  }

  @Test
  @DisplayName("bands take nothing away from what is found, nor from its order")
  void whatIsFoundStays() {
    try (MemoryGraph memory = open("v.engram", AccessOptions.defaults().withNoise(0.05))) {
      for (Query probe : probes()) {
        Recall whole = memory.recall(probe, REX);
        Recall told = memory.recall(probe, REX.untrusted());
        assertThat(ids(told)).isEqualTo(ids(whole));
        assertThat(told.hits()).extracting(Hit::text).isEqualTo(texts(whole));
        assertThat(told.answerability().verdict()).isEqualTo(whole.answerability().verdict());
      }
    }
  }

  private static List<MemoryId> ids(Recall recall) {
    return recall.hits().stream().map(Hit::id).toList();
  }

  private static List<String> texts(Recall recall) {
    return recall.hits().stream().map(Hit::text).toList();
  }

  @Test
  @DisplayName("§10.16.3 noise moves some bands, and asking again averages nothing out")
  void noiseIsTheSameForTheSameQuestion() {
    try (MemoryGraph plain = open("plain.engram", AccessOptions.defaults());
        MemoryGraph noisy = open("noisy.engram", AccessOptions.defaults().withNoise(0.05))) {
      int same = 0;
      int all = 0;
      for (Query probe : probes()) {
        Recall first = noisy.recall(probe, REX.untrusted());
        assertThat(bands(noisy.recall(probe, REX.untrusted()))).isEqualTo(bands(first));
        List<Band> exact = bands(plain.recall(probe, REX));
        List<Band> told = bands(first);
        for (int i = 0; i < exact.size(); i++) {
          same += exact.get(i) == told.get(i) ? 1 : 0;
          all++;
        }
      }
      assertThat(same).isLessThan(all);
      assertThat((double) same / all).isGreaterThan(0.6);
    }
  }

  private static List<Band> bands(Recall recall) {
    return recall.hits().stream().map(Hit::band).toList();
  }

  @Test
  @DisplayName("a rehearsal gives no likeness away")
  void rehearsalsTellNoReasons() {
    try (MemoryGraph memory = open("v.engram", AccessOptions.defaults())) {
      List<Turn> again = List.of(Turn.said("Ana", "Ben's doctor spoke of gout at length."));
      DryRun told = memory.dryRun(again, REX.untrusted());
      assertThat(told.planned()).isNotEmpty().allMatch(one -> one.why().isEmpty());
    }
  }

  @Test
  @DisplayName("§10.16 answers are named so that they cannot be counted")
  void namesOfAnswersTellNoNumber() {
    try (MemoryGraph memory = open("v.engram", AccessOptions.defaults())) {
      var names = new TreeSet<Long>();
      for (Query probe : probes()) {
        var id = memory.recall(probe, HOOK).id().uuid();
        names.add(id.getMostSignificantBits());
        names.add(id.getLeastSignificantBits());
      }
      assertThat(names).hasSize(200);
      assertThat(names.last() / 4 - names.first() / 4).isGreaterThan(Long.MAX_VALUE / 4);
    }
  }

  @Test
  void everyValueHasOneBandAndEveryBandItself() {
    assertThat(Band.of(1)).isEqualTo(Band.HIGH);
    assertThat(Band.of(0.85)).isEqualTo(Band.MEDIUM);
    assertThat(Band.of(0.60)).isEqualTo(Band.LOW);
    assertThat(Band.of(0.40)).isEqualTo(Band.MINIMAL);
    assertThat(Band.of(-3)).isEqualTo(Band.MINIMAL);
    assertThat(Band.of(Double.NaN)).isEqualTo(Band.MINIMAL);
    for (Band band : Band.values()) {
      assertThat(Band.of(band.middle())).isEqualTo(band);
    }
    assertThat(Answerability.nothingVisible().verdict())
        .isEqualTo(Answerability.Verdict.NOTHING_KNOWN);
  }
}
