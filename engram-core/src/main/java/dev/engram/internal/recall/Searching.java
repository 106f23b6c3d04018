package dev.engram.internal.recall;

import dev.engram.config.RecallOptions;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.index.vector.SearchBudget;
import dev.engram.internal.index.vector.VectorHits;
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
import dev.engram.spi.EmbeddingModel;
import java.time.Duration;
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
  private final Meaning meaning;
  private final ProjectionSet projections;
  private final RecallOptions options;
  private final WordSearch wordSearch;

  Searching(
      ReaderPool readers, EmbeddingDesk desk, ProjectionSet projections, RecallOptions options) {
    this.readers = readers;
    this.desk = desk;
    this.meaning = new Meaning(desk, projections.spaces());
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
   * @param look in which spaces it was looked up by meaning, and for what
   */
  record Found(
      Query query,
      Words words,
      SignalScores meaning,
      Optional<Families> families,
      Meaning.Look look) {
    /** The question's own vector in the space in use, if it could be embedded. */
    Optional<float[]> question() {
      return look.question();
    }

    /** What was searched for in its place, in a conversation. */
    Optional<float[]> vector() {
      return look.vector();
    }
  }

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
    Meaning.Look embedded = embed(query, degradations);
    stages.done("embed", embedded.told(desk.model().map(EmbeddingModel::id)), 0);
    Optional<QueryShift.Shifted> shifted = embedded.question().map(shift::of);
    Meaning.Look look =
        shifted.map(QueryShift.Shifted::vector).map(embedded::leaning).orElse(embedded);
    boolean families =
        query.kinds().contains(MemoryKind.EPISODE) && visible.derived().cardinality() > 0;
    OrdinalFilter searched = families && !options.facts() ? visible.own() : visible.filter();
    int nearest = families ? 2 * most : most;
    Optional<int[]> foreseen =
        shifted
            .flatMap(QueryShift.Shifted::foresight)
            .filter(one -> !look.inTwo())
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
        look.vector()
            .map(v ->
                readers.startReading(
                    reads -> near(look, nearest, searched, foreseen, means(reads))));
    Words found = ReaderPool.await(words);
    note(found.matches(), degradations);
    stages.done(
        "lexical", found.matches().terms().size() + " terms", found.scores().ordinals().length);
    VectorHits near = meant.map(ReaderPool::await).orElse(VectorHits.none("none"));
    stages.done("semantic", near.path(), near.size());
    if (!near.complete()) {
      degradations.add(Degradation.SEARCH_CUT_SHORT);
    }
    Optional<Families> spoken =
        families
            ? Optional.of(Families.of(near, projections.origin(), visible.own()))
            : Optional.empty();
    SignalScores scores =
        spoken
            .map(Families::scores)
            .orElseGet(() -> new SignalScores(near.ordinals(), near.scores()));
    return new Found(query, found, scores, spoken, look);
  }

  /** How many candidates each signal may propose. */
  int most(Query query) {
    return Math.max(options.candidates(), query.limit());
  }

  private static VectorHits near(
      Meaning.Look look,
      int nearest,
      OrdinalFilter searched,
      Optional<int[]> foreseen,
      Means means) {
    return foreseen
        .map(among -> look.searchAmong(nearest, among, means).by("foreseen"))
        .orElseGet(() -> look.search(nearest, searched, means));
  }

  private Means means(ReaderPool.Statements reads) {
    Duration most = projections.spaces().options().searchTime();
    return Means.of(reads, SearchBudget.of(most));
  }

  private Meaning.Look embed(Query query, Set<Degradation> degradations) {
    if (!options.meaning()) {
      return Meaning.Look.BLIND;
    }
    if (desk.model().isEmpty()) {
      degradations.add(Degradation.NO_EMBEDDER);
      return Meaning.Look.BLIND;
    }
    Meaning.Look look = meaning.look(query.text());
    if (look.passing().kept() > 0) {
      degradations.add(Degradation.OUTWARD_WITHHELD);
    } else if (look.partial()) {
      degradations.add(Degradation.EMBEDDER_UNAVAILABLE);
    }
    return look;
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
