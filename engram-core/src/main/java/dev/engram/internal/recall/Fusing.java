package dev.engram.internal.recall;

import dev.engram.config.RecallOptions;
import dev.engram.config.Signal;
import dev.engram.internal.index.vector.SearchBudget;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.recall.Searching.Found;
import dev.engram.internal.recall.rank.Blend;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.recall.rank.QuestionCues;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.internal.vault.ReaderPool;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes one ranking of what was found. Each signal proposed its best; here every proposed memory
 * gets its score by words and by meaning, so that none is judged by half. Thread-safe; on the
 * caller's thread, linear in some hundred candidates.
 */
final class Fusing {
  private final ReaderPool readers;
  private final ProjectionSet projections;
  private final RecallOptions options;

  Fusing(ReaderPool readers, ProjectionSet projections, RecallOptions options) {
    this.readers = readers;
    this.projections = projections;
    this.options = options;
  }

  /**
   * Best first.
   *
   * @param most how many the words propose
   * @param weighed how signals are weighed for this question
   * @param more what further signals say; all of it was allowed by the filter of the search
   */
  List<Candidate> fuse(
      Found found, int most, RecallOptions weighed, Map<Signal, SignalScores> more) {
    SignalScores lexical = found.words().scores().best(most);
    SignalScores semantic = found.meaning();
    if (options.fusion() == RecallOptions.Fusion.CONVEX) {
      lexical = byWords(lexical, found.words().scores(), also(semantic, more));
      semantic = byMeaning(semantic, also(lexical, more), found.look());
    }
    int all = Integer.MAX_VALUE;
    Blend blend = blend(found, weighed);
    return blend.candidates(
        lexical.best(all), blend.corrected(semantic).best(all), found.families(), more);
  }

  /** The best by meaning, best first. */
  SignalScores nearest(Found found, int most) {
    return blend(found, options).corrected(found.meaning()).best(most);
  }

  private Blend blend(Found found, RecallOptions weighed) {
    var words = found.words();
    var cues =
        QuestionCues.of(
            found.query().text(), words.matches().terms().size(), words.speakers().names());
    return new Blend(weighed, projections.context().view(), projections.marks().view(), cues);
  }

  private static int[] also(SignalScores other, Map<Signal, SignalScores> more) {
    return more.isEmpty()
        ? other.ordinals()
        : Stream.concat(Stream.of(other), more.values().stream())
            .flatMapToInt(scores -> IntStream.of(scores.ordinals()))
            .distinct()
            .toArray();
  }

  private static SignalScores byWords(SignalScores best, SignalScores all, int[] also) {
    int[] wanted = missing(also, best.ordinals());
    Arrays.sort(wanted);
    int[] found = new int[wanted.length];
    float[] scores = new float[wanted.length];
    int count = 0;
    for (int i = 0; i < all.ordinals().length && count < found.length; i++) {
      if (Arrays.binarySearch(wanted, all.ordinals()[i]) >= 0) {
        found[count] = all.ordinals()[i];
        scores[count++] = all.scores()[i];
      }
    }
    return joined(best, found, scores, count);
  }

  private SignalScores byMeaning(SignalScores best, int[] also, Meaning.Look look) {
    int[] wanted = missing(also, best.ordinals());
    if (look.vector().isEmpty() || wanted.length == 0) {
      return best;
    }
    int most = wanted.length;
    VectorHits scored =
        look.held()
            ? look.searchAmong(most, wanted, Means.MEMORY)
            : readers.read(
                reads -> look.searchAmong(most, wanted, Means.of(reads, SearchBudget.NONE)));
    return joined(best, scored.ordinals(), scored.scores(), scored.size());
  }

  private static int[] missing(int[] wanted, int[] have) {
    int[] sorted = have.clone();
    Arrays.sort(sorted);
    return Arrays.stream(wanted).filter(o -> Arrays.binarySearch(sorted, o) < 0).toArray();
  }

  private static SignalScores joined(SignalScores first, int[] more, float[] scores, int count) {
    int length = first.ordinals().length;
    int[] ordinals = Arrays.copyOf(first.ordinals(), length + count);
    float[] all = Arrays.copyOf(first.scores(), length + count);
    System.arraycopy(more, 0, ordinals, length, count);
    System.arraycopy(scores, 0, all, length, count);
    return new SignalScores(ordinals, all);
  }
}
