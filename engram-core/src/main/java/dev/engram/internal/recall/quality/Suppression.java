package dev.engram.internal.recall.quality;

import dev.engram.config.TrustOptions;
import dev.engram.internal.vault.FeedbackTable;
import dev.engram.query.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Holds memories back from questions like those they were wrong for (spec §7). Of the judgements of
 * a memory for such questions the last one counts, so "helpful" lifts what "unhelpful" did.
 *
 * <p>A question is like another if their words are the same, or their cosine is at least {@link
 * TrustOptions#sameQuestion}. Measured with the default embedder on questions of the development
 * sets: .85 takes 98 % of rewordings for the same question, and 0.2 % of pairs of different
 * questions on one conversation; the .7 of the specification takes almost every question for its
 * nearest neighbour. A judgement is of the words that it was given for: a memory that has new words
 * since is not held back.
 *
 * <p>In RAM: the judgements of the last {@link TrustOptions#holdBack}, at most {@link #MOST}, the
 * newest of them at open. Thread-safe; a look-up costs a hash, and a dot product for each judgement
 * of that memory.
 */
public final class Suppression {
  /** How many judgements are loaded: with 384 dimensions about 10 MB. */
  static final int MOST = 20_000;

  /** How many judgements of one memory count: the newest. */
  private static final int MOST_OF_ONE = 64;

  private final TrustOptions options;
  private final Supplier<OptionalLong> space;
  private final Map<Integer, List<FeedbackTable.Row>> judgements = new ConcurrentHashMap<>();

  Suppression(TrustOptions options, Supplier<OptionalLong> space) {
    this.options = options;
    this.space = space;
  }

  /** Heeds a judgement from now on. */
  void add(FeedbackTable.Row row) {
    if (row.question().isPresent()) {
      judgements.merge(row.root(), List.of(row), Suppression::joined);
    }
  }

  private static List<FeedbackTable.Row> joined(
      List<FeedbackTable.Row> before, List<FeedbackTable.Row> added) {
    var all = new ArrayList<>(before);
    all.addAll(added);
    return List.copyOf(all.subList(Math.max(0, all.size() - MOST_OF_ONE), all.size()));
  }

  /**
   * Whether a memory is held back from a question.
   *
   * @param root the memory
   * @param since since when it has its present words
   */
  public boolean holdsBack(int root, Instant since, Question question, Instant now) {
    List<FeedbackTable.Row> rows = judgements.get(root);
    if (rows == null) {
      return false;
    }
    Instant oldest = now.minus(options.holdBack());
    boolean held = false;
    Instant last = Instant.MIN;
    for (FeedbackTable.Row row : rows) {
      boolean counts =
          row.moment().isAfter(oldest)
              && !row.moment().isBefore(since)
              && !row.moment().isBefore(last)
              && alike(row, question);
      if (counts) {
        last = row.moment();
        held = row.verdict() != Verdict.HELPFUL;
      }
    }
    return held;
  }

  private boolean alike(FeedbackTable.Row row, Question question) {
    if (row.question().orElseThrow() == question.words()) {
      return true;
    }
    return row.context().isPresent()
        && question.direction().isPresent()
        && space.get().equals(OptionalLong.of(row.context().get().space()))
        && Direction.cosine(row.context().get().direction(), question.direction().get())
            >= options.sameQuestion();
  }
}
