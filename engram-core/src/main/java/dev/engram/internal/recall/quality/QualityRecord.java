package dev.engram.internal.recall.quality;

import dev.engram.health.Quality;
import dev.engram.internal.recall.quality.RecentRecalls.Graded;
import dev.engram.internal.vault.EventTable.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The last answers in the present vector space (spec §5.3). Thread-safe.
 *
 * <p>A system that grades itself by its own score proves nothing, so NDCG is against judgements
 * alone; and whether the vectors still find anything is judged by the space itself: a question
 * should be nearer to its nearest memory than unrelated memories are to each other ({@link
 * Chance}). With the default embedder, on the development conversations, the second is .58; the
 * first is .70 on average, .60 for questions on something else altogether, and .1 under a query
 * encoder that does not belong to the vectors (.17, .56, .36 and .12 with MiniLM). A fixed floor
 * would be wrong for one of the two.
 */
final class QualityRecord {
  /** How many recalls the window holds. */
  static final int WINDOW = 100;

  /** From how many recalls on something is said. */
  static final int ENOUGH = 10;

  /** Memories among which chance would do as well say nothing of the vectors. */
  static final int ENOUGH_VISIBLE = 50;

  private final Supplier<OptionalLong> space;
  private final Deque<Event> window = new ArrayDeque<>();

  QualityRecord(Supplier<OptionalLong> space) {
    this.space = space;
  }

  /** Takes in an answer, if it belongs to the space. */
  synchronized void add(Event event) {
    forgetOtherSpaces();
    if (event.space().equals(space.get())) {
      window.addLast(event);
      if (window.size() > WINDOW) {
        window.removeFirst();
      }
    }
  }

  /** What was answered in a space that is not in use any more says nothing of this one. */
  private void forgetOtherSpaces() {
    window.removeIf(event -> !event.space().equals(space.get()));
  }

  /** Takes in what judgements say of an answer. */
  synchronized void add(Graded grade) {
    List<Event> all = new ArrayList<>(window);
    window.clear();
    for (Event event : all) {
      window.addLast(
          event.seq() == grade.seq() ? event.judged(grade.memories(), grade.ndcg()) : event);
    }
  }

  /** The nearest hits of the last recalls that say something of the vectors, newest last. */
  synchronized double[] nearest() {
    forgetOtherSpaces();
    return window.stream()
        .filter(event -> event.best().isPresent() && event.visible() >= ENOUGH_VISIBLE)
        .mapToDouble(event -> event.best().getAsDouble())
        .toArray();
  }

  /**
   * Averages over the window.
   *
   * @param chance the cosine of unrelated memories, if it was measured
   */
  synchronized Quality quality(OptionalDouble chance) {
    forgetOtherSpaces();
    Map<String, Integer> strategies = new HashMap<>();
    window.forEach(event -> strategies.merge(event.strategy(), 1, Integer::sum));
    List<Event> judged = window.stream().filter(event -> event.ndcg().isPresent()).toList();
    return new Quality(
        window.size(),
        window.stream().mapToDouble(Event::relevancy).average().orElse(0),
        lift(chance),
        judged.stream().mapToDouble(event -> event.ndcg().getAsDouble()).average(),
        judged.stream().mapToInt(Event::judged).sum(),
        window.stream().mapToInt(Event::candidates).average().orElse(0),
        Duration.ofNanos(
            Math.round(
                window.stream().mapToLong(Event::micros).average().orElse(0)
                    * TimeUnit.MICROSECONDS.toNanos(1))),
        (int) window.stream().filter(event -> !event.degradations().isEmpty()).count(),
        strategies);
  }

  /** Over the last recalls alone: a change should be seen soon. */
  private OptionalDouble lift(OptionalDouble chance) {
    double[] all = nearest();
    if (chance.isEmpty() || all.length < ENOUGH) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int i = all.length - ENOUGH; i < all.length; i++) {
      sum += all[i];
    }
    return OptionalDouble.of((sum / ENOUGH - chance.getAsDouble()) / (1 - chance.getAsDouble()));
  }
}
