package dev.engram.internal.recall;

import dev.engram.config.RecallOptions;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.projection.ContextProjection;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.internal.recall.rank.Blend;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.recall.rank.QuestionCues;
import dev.engram.internal.recall.signal.Families;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.internal.recall.signal.WordSearch;
import dev.engram.internal.recall.signal.WordSearch.Words;
import dev.engram.internal.vault.ReaderPool;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Degradation;
import dev.engram.query.Query;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * From a question to ranked candidates: both signals run under the visibility filter, on reader
 * threads, the words while the question is being embedded. Each signal proposes its best; then
 * every proposed memory gets its score in both, so that none is judged by half.
 */
final class Ranking {
  private final ReaderPool readers;
  private final EmbeddingDesk desk;
  private final ProjectionSet projections;
  private final RecallOptions options;
  private final WordSearch wordSearch;

  Ranking(
      ReaderPool readers, EmbeddingDesk desk, ProjectionSet projections, RecallOptions options) {
    this.readers = readers;
    this.desk = desk;
    this.projections = projections;
    this.options = options;
    this.wordSearch = new WordSearch(projections, options);
  }

  /**
   * What was found.
   *
   * @param candidates best first
   * @param degradations why it may be less than it could be
   */
  record Ranked(List<Candidate> candidates, Set<Degradation> degradations) {}

  Ranked rank(Query query, Visible visible, Stages stages) {
    var degradations = EnumSet.noneOf(Degradation.class);
    ContextProjection.View context = projections.context().view();
    int most = Math.max(options.candidates(), query.limit());
    Future<Words> words = readers.start(() -> wordSearch.find(query, visible, context));
    Optional<float[]> vector = question(query, degradations);
    stages.done("embed", desk.model().map(model -> model.id()).orElse("none"), 0);
    boolean families =
        query.kinds().contains(MemoryKind.EPISODE) && visible.derived().cardinality() > 0;
    OrdinalFilter searched = families && !options.facts() ? visible.own() : visible.filter();
    int nearest = families ? 2 * most : most;
    Optional<Future<VectorHits>> meant =
        vector.flatMap(v ->
            projections
                .semantic()
                .map(semantic ->
                    readers.start(() -> semantic.index().search(v, nearest, searched))));
    Words found = ReaderPool.await(words);
    note(found.matches(), degradations);
    stages.done(
        "lexical", found.matches().terms().size() + " terms", found.scores().ordinals().length);
    VectorHits near = meant.map(ReaderPool::await).orElse(VectorHits.none("none"));
    stages.done("semantic", near.path(), near.size());
    noteState(visible, degradations);
    var cues =
        QuestionCues.of(query.text(), found.matches().terms().size(), found.speakers().names());
    var blend = new Blend(options, context, projections.marks().view(), cues);
    Optional<Families> spoken =
        families
            ? Optional.of(Families.of(near, projections.origin(), visible.own()))
            : Optional.empty();
    List<Candidate> candidates =
        candidates(
            found.scores().best(most),
            found.scores(),
            spoken
                .map(Families::scores)
                .orElseGet(() -> new SignalScores(near.ordinals(), near.scores())),
            vector,
            spoken,
            blend);
    stages.done("fuse", options.fusion().name().toLowerCase(Locale.ROOT), candidates.size());
    return new Ranked(candidates, degradations);
  }

  private Optional<float[]> question(Query query, Set<Degradation> degradations) {
    if (!options.meaning()) {
      return Optional.empty();
    }
    if (desk.model().isEmpty()) {
      degradations.add(Degradation.NO_EMBEDDER);
      return Optional.empty();
    }
    Optional<float[]> vector = desk.question(query.text());
    if (vector.isEmpty()) {
      degradations.add(Degradation.EMBEDDER_UNAVAILABLE);
    }
    return vector;
  }

  private static void note(TermMatches matches, Set<Degradation> degradations) {
    if (matches.noTerms()) {
      degradations.add(Degradation.NO_TERMS);
    }
    if (matches.droppedTerms() > 0) {
      degradations.add(Degradation.TERMS_DROPPED);
    }
  }

  private void noteState(Visible visible, Set<Degradation> degradations) {
    if (visible.pending() > 0 && desk.model().isPresent()) {
      degradations.add(Degradation.EMBEDDINGS_PENDING);
    }
    if (!projections.follower().rebuilding().isEmpty()) {
      degradations.add(Degradation.INDEX_REBUILDING);
    }
  }

  private List<Candidate> candidates(
      SignalScores best,
      SignalScores words,
      SignalScores near,
      Optional<float[]> vector,
      Optional<Families> families,
      Blend blend) {
    SignalScores lexical = best;
    SignalScores semantic = near;
    if (options.fusion() == RecallOptions.Fusion.CONVEX) {
      lexical = completed(lexical, words, semantic.ordinals());
      semantic = completed(semantic, lexical.ordinals(), vector);
    }
    int all = Integer.MAX_VALUE;
    return blend.candidates(lexical.best(all), blend.corrected(semantic).best(all), families);
  }

  /** The lexical scores of what the semantic signal proposed as well, where there are any. */
  private static SignalScores completed(SignalScores best, SignalScores all, int[] also) {
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

  /** The semantic scores of what the lexical signal proposed as well, where there are vectors. */
  private SignalScores completed(SignalScores best, int[] also, Optional<float[]> vector) {
    int[] wanted = missing(also, best.ordinals());
    if (vector.isEmpty() || projections.semantic().isEmpty() || wanted.length == 0) {
      return best;
    }
    VectorIndex index = projections.semantic().get().index();
    VectorHits scored = index.searchAmong(vector.get(), wanted.length, wanted);
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
