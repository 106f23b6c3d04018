package dev.engram.internal.index.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.hnsw.HnswOptions;
import dev.engram.internal.index.hnsw.HnswVectorIndex;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LinkingTest {
  private static final VectorSpace SPACE = new VectorSpace("model", 2, Metric.DOT);
  private static final OrdinalFilter ALL = OrdinalFilter.below(1_000);
  private final ArrayDeque<Runnable> held = new ArrayDeque<>();
  private final HnswVectorIndex graph = HnswVectorIndex.create(SPACE, HnswOptions.DEFAULT);

  private void run() {
    while (!held.isEmpty()) {
      held.remove().run();
    }
  }

  private Linking linked() {
    return Linking.loaded(graph, held::add, Map.of());
  }

  private static float[][] of(float x, float y) {
    return new float[][] {{x, y}};
  }

  private static List<Integer> found(Linking linking, int k, OrdinalFilter filter) {
    var hits =
        linking.search(VectorQuery.of(new float[] {1, 0}, k, filter)).orElseThrow().ordinals();
    var list = new ArrayList<Integer>();
    for (int ordinal : hits) {
      list.add(ordinal);
    }
    return list;
  }

  @Test
  void whatWaitsIsFoundAndStaysWhereItStandsOnceItIsLinked() {
    Linking linking = linked();
    linking.put(1, of(1, 0));
    linking.put(2, of(3, 0));
    linking.put(3, of(2, 0));
    assertThat(linking.waitingCount()).isEqualTo(3);
    assertThat(found(linking, 2, ALL)).containsExactly(2, 3);
    run();
    assertThat(linking.waitingCount()).isZero();
    assertThat(graph.count()).isEqualTo(3);
    assertThat(found(linking, 2, ALL)).containsExactly(2, 3);
  }

  @Test
  void theNewestVectorsCountWhileTheGraphStillHoldsOlderOnes() {
    Linking linking = linked();
    linking.put(1, of(9, 0));
    linking.put(2, of(5, 0));
    run();
    linking.put(1, of(1, 0));
    linking.remove(2);
    linking.put(3, of(4, 0));
    assertThat(found(linking, 3, ALL)).containsExactly(3, 1);
    assertThat(found(linking, 3, OrdinalFilter.of(1))).containsExactly(1);
    run();
    assertThat(found(linking, 3, ALL)).containsExactly(3, 1);
    assertThat(graph.count()).isEqualTo(2);
  }

  @Test
  void aSearchThatStaleLinksWouldShortenIsLeftToAnotherWay() {
    Linking linking = linked();
    for (int ordinal = 0; ordinal < 100; ordinal++) {
      linking.put(ordinal, of(100 - ordinal, 0));
    }
    run();
    for (int ordinal = 0; ordinal < 50; ordinal++) {
      linking.remove(ordinal);
    }
    assertThat(linking.search(VectorQuery.of(new float[] {1, 0}, 10, ALL))).isEmpty();
    run();
    assertThat(found(linking, 10, ALL)).hasSize(10).first().isEqualTo(50);
  }

  @Test
  void aGraphThatIsBeingBuiltAnswersNothingAndTakesChangesInAfterwards() {
    var done = new ArrayList<String>();
    Linking linking =
        Linking.building(
            graph,
            held::add,
            into -> {
              into.link(1, of(7, 0)); // as it was when the building began
              into.link(2, of(6, 0));
              done.add("built");
            });
    linking.put(1, of(1, 0));
    linking.remove(2);
    assertThat(linking.search(VectorQuery.of(new float[] {1, 0}, 1, ALL))).isEmpty();
    run();
    assertThat(done).containsExactly("built");
    assertThat(found(linking, 5, ALL)).containsExactly(1);
    assertThat(graph.count()).isOne();
  }

  @Test
  void aBuildThatFailsOrFindsNoThreadIsGivenUp() {
    Linking failing =
        Linking.building(
            graph,
            held::add,
            into -> {
              throw new OutOfMemoryError("as if");
            });
    run();
    assertThat(failing.givenUp()).isTrue();
    assertThat(failing.built()).isFalse();
    Executor closed =
        task -> {
          throw new RejectedExecutionException();
        };
    assertThat(Linking.building(graph, closed, into -> {}).givenUp()).isTrue();
  }

  @Test
  void whatWaitedWhenItWasSavedWaitsAgain() {
    Linking linking = linked();
    linking.put(1, of(1, 0));
    run();
    linking.put(2, of(2, 0));
    linking.remove(1);
    List<IndexImage.File> files = linking.files("graph-waiting-1");
    byte[] saved = files.getLast().content().read();
    linking.saved();
    var image = new IndexImage(files.subList(0, files.size() - 1));
    Linking again =
        Linking.loaded(
            HnswVectorIndex.load(SPACE, HnswOptions.DEFAULT, image),
            held::add,
            WaitingCodec.read(SPACE, saved));
    assertThat(found(again, 5, ALL)).containsExactly(2);
    run();
    assertThat(found(again, 5, ALL)).containsExactly(2);
    assertThat(again.waitingCount()).isZero();
  }

  @Test
  void anyByteOfTheWaitingChangedOrCutOffIsNoticed() {
    Linking linking = linked();
    linking.put(7, of(1, 2));
    linking.remove(8);
    byte[] file = linking.files("graph-waiting-1").getLast().content().read();
    linking.saved();
    for (int i = 0; i < file.length; i++) {
      byte[] flipped = file.clone();
      flipped[i] ^= 1;
      assertThatThrownBy(() -> WaitingCodec.read(SPACE, flipped))
          .isInstanceOf(VectorIndexException.class);
      byte[] cut = java.util.Arrays.copyOf(file, i);
      assertThatThrownBy(() -> WaitingCodec.read(SPACE, cut))
          .isInstanceOf(VectorIndexException.class);
    }
  }

  @Test
  void whatAPutReturnedForIsFoundWhileTheGraphTakesItIn() throws Exception {
    try (var background = Executors.newSingleThreadExecutor()) {
      Linking linking = Linking.loaded(graph, background, Map.of());
      int answered = 0;
      for (int round = 0; round < 2_000; round++) {
        int ordinal = round % 50;
        linking.put(ordinal, of(1_000f + round, 0));
        var hits = linking.search(VectorQuery.of(new float[] {1, 0}, 1, ALL));
        hits.ifPresent(found -> assertThat(found.ordinals()).containsExactly(ordinal));
        answered += hits.isPresent() ? 1 : 0;
      }
      assertThat(answered).isPositive();
    }
  }
}
