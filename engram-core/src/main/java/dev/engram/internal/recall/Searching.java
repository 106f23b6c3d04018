package dev.engram.internal.recall;

import dev.engram.config.RecallOptions;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.internal.recall.signal.Families;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.internal.recall.signal.WordSearch;
import dev.engram.internal.recall.signal.WordSearch.Words;
import dev.engram.internal.vault.ReaderPool;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Degradation;
import dev.engram.query.Query;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Looks a question up by words and by meaning: both run under the visibility filter, on reader
 * threads, the words while the question is being embedded. Thread-safe.
 */
final class Searching {
  private final ReaderPool readers;
  private final EmbeddingDesk desk;
  private final ProjectionSet projections;
  private final RecallOptions options;
  private final WordSearch wordSearch;

  Searching(
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
   * @param words by words
   * @param meaning by meaning: one score for each that may be shown
   * @param families what facts say, if they speak for episodes
   * @param question the question's own vector, if it could be embedded
   * @param vector what was searched for in its place, in a conversation
   */
  record Found(
      Query query,
      Words words,
      SignalScores meaning,
      Optional<Families> families,
      Optional<float[]> question,
      Optional<float[]> vector) {}

  /**
   * Looks a question up.
   *
   * @param asWords the question as it is looked up by words
   */
  Found search(
      Query query,
      Query asWords,
      Visible visible,
      QueryShift shift,
      Stages stages,
      Set<Degradation> degradations) {
    int most = most(query);
    Future<Words> words =
        readers.start(() -> wordSearch.find(asWords, visible, projections.context().view()));
    Optional<float[]> question = question(query, degradations);
    stages.done("embed", desk.model().map(model -> model.id()).orElse("none"), 0);
    Optional<QueryShift.Shifted> shifted = question.map(shift::of);
    Optional<float[]> vector = shifted.map(QueryShift.Shifted::vector);
    boolean families =
        query.kinds().contains(MemoryKind.EPISODE) && visible.derived().cardinality() > 0;
    OrdinalFilter searched = families && !options.facts() ? visible.own() : visible.filter();
    int nearest = families ? 2 * most : most;
    Optional<int[]> foreseen =
        shifted
            .flatMap(QueryShift.Shifted::foresight)
            .flatMap(one -> one.among(query, most, visible, searched, projections.follower()));
    shifted
        .filter(QueryShift.Shifted::inConversation)
        .ifPresent(one -> {
          stages.done("momentum", one.detail(), 0);
          stages.done(
              "anticipation",
              foreseen.isPresent() ? "hit" : one.miss(),
              foreseen.map(ordinals -> ordinals.length).orElse(0));
        });
    Optional<Future<VectorHits>> meant =
        vector.flatMap(v ->
            projections
                .semantic()
                .map(semantic ->
                    readers.start(() -> near(semantic.index(), v, nearest, searched, foreseen))));
    Words found = ReaderPool.await(words);
    note(found.matches(), degradations);
    stages.done(
        "lexical", found.matches().terms().size() + " terms", found.scores().ordinals().length);
    VectorHits near = meant.map(ReaderPool::await).orElse(VectorHits.none("none"));
    stages.done("semantic", near.path(), near.size());
    Optional<Families> spoken =
        families
            ? Optional.of(Families.of(near, projections.origin(), visible.own()))
            : Optional.empty();
    SignalScores meaning =
        spoken
            .map(Families::scores)
            .orElseGet(() -> new SignalScores(near.ordinals(), near.scores()));
    return new Found(query, found, meaning, spoken, question, vector);
  }

  /** How many candidates each signal may propose. */
  int most(Query query) {
    return Math.max(options.candidates(), query.limit());
  }

  private static VectorHits near(
      VectorIndex index,
      float[] vector,
      int nearest,
      OrdinalFilter searched,
      Optional<int[]> foreseen) {
    return foreseen
        .map(among -> index.searchAmong(vector, nearest, among).by("foreseen"))
        .orElseGet(() -> index.search(vector, nearest, searched));
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
}
