package dev.engram.internal.recall;

import dev.engram.config.RecallOptions;
import dev.engram.config.Signal;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.internal.recall.Planning.Planned;
import dev.engram.internal.recall.Searching.Found;
import dev.engram.internal.recall.quality.Assessment;
import dev.engram.internal.recall.quality.Findings;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.internal.vault.ReaderPool;
import dev.engram.query.Answerability;
import dev.engram.query.Degradation;
import dev.engram.query.Intent;
import dev.engram.query.Query;
import dev.engram.query.QuerySide;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * From a planned question to ranked candidates: it is looked up by words and by meaning, by its
 * times and names, and by the links of what is found; a question that compares is looked up once
 * for each of its sides as well. Thread-safe.
 */
final class Ranking {
  /** Sides that are asked; each is a search of its own. */
  private static final int MOST_SIDES = 4;

  /** What times count for that the caller named. */
  private static final double GIVEN_TIMES = 0.5;

  private final EmbeddingDesk desk;
  private final ProjectionSet projections;
  private final RecallOptions options;
  private final Searching searching;
  private final Fusing fusing;
  private final Associations associations;
  private final Assessment assessment = new Assessment();

  Ranking(
      ReaderPool readers, EmbeddingDesk desk, ProjectionSet projections, RecallOptions options) {
    this.desk = desk;
    this.projections = projections;
    this.options = options;
    this.searching = new Searching(readers, desk, projections, options);
    this.fusing = new Fusing(readers, projections, options);
    this.associations = new Associations(projections, options);
  }

  /**
   * What was found.
   *
   * @param candidates best first
   * @param degradations why it may be less than it could be
   * @param question the question's vector, if it could be embedded
   * @param known whether the question can be answered at all
   */
  record Ranked(
      List<Candidate> candidates,
      Set<Degradation> degradations,
      Optional<float[]> question,
      Answerability known) {}

  Ranked rank(
      Query query,
      Planned planned,
      Visible visible,
      Supplier<OrdinalFilter> procedures,
      QueryShift shift,
      Stages stages) {
    var degradations = EnumSet.noneOf(Degradation.class);
    Found found =
        searching.search(query, planned.words(query), visible, shift, stages, degradations);
    noteState(visible, degradations);
    OrdinalFilter shown = found.families().isPresent() ? visible.own() : visible.filter();
    RecallOptions weighed = weighed(planned);
    Map<Signal, SignalScores> more =
        associations.planned(
            planned,
            shown,
            procedures,
            anchor -> aside(query.saying(anchor.event()), visible, degradations));
    if (!more.isEmpty()) {
      stages.done("associate", labels(more), size(more));
    }
    List<Candidate> candidates = fusing.fuse(found, searching.most(query), weighed, more);
    stages.done("fuse", options.fusion().name().toLowerCase(Locale.ROOT), candidates.size());
    Map<Signal, SignalScores> linked = associations.linked(planned.plan(), candidates, shown);
    if (!linked.isEmpty()) {
      var all = new EnumMap<Signal, SignalScores>(linked);
      all.putAll(more);
      candidates = fusing.fuse(found, searching.most(query), weighed, all);
      stages.done("activate", planned.plan().hops() + " hops", size(linked));
    }
    Answerability known = assess(found, candidates, visible, degradations);
    stages.done("assess", known.basis().name().toLowerCase(Locale.ROOT), candidates.size());
    boolean compares =
        planned.given().sides().isPresent()
            || (options.sides() && planned.plan().intents().top() == Intent.COMPARATIVE);
    if (compares && !planned.plan().sides().isEmpty()) {
      candidates = besides(candidates, query, planned.plan().sides(), visible, degradations);
      stages.done("compare", planned.plan().sides().size() + " sides", candidates.size());
    }
    return new Ranked(candidates, degradations, found.question(), known);
  }

  /** The weights for one question: those of the options, moved by its plan, or by its caller. */
  private RecallOptions weighed(Planned planned) {
    double moved = planned.given().lexicalShare().isPresent() ? 1 : options.hybrid();
    RecallOptions weighed = options;
    if (moved > 0) {
      weighed =
          weighed.withWeights(
              Math.pow(planned.plan().lexicalFactor(), moved),
              Math.pow(planned.plan().semanticFactor(), moved));
    }
    double times = weighed.weights().of(Signal.TIME);
    return planned.timesGiven() ? weighed.with(Signal.TIME, Math.max(times, GIVEN_TIMES)) : weighed;
  }

  /** A question beside the one that was asked. */
  private List<Candidate> aside(Query query, Visible visible, Set<Degradation> degradations) {
    Found found =
        searching.search(query, query, visible, QueryShift.NONE, new Stages(), degradations);
    return fusing.fuse(found, searching.most(query), options, Map.of());
  }

  /**
   * The sides and the whole in turn, so that each side has its best among the first; the scores of
   * the places stay.
   */
  private List<Candidate> besides(
      List<Candidate> whole,
      Query query,
      List<QuerySide> sides,
      Visible visible,
      Set<Degradation> degradations) {
    var lists = new ArrayList<List<Candidate>>();
    for (QuerySide side : sides.subList(0, Math.min(MOST_SIDES, sides.size()))) {
      lists.add(aside(query.saying(side.text()), visible, degradations));
    }
    lists.add(whole);
    var merged = new LinkedHashMap<Integer, Candidate>();
    int longest = lists.stream().mapToInt(List::size).max().orElse(0);
    for (int rank = 0; rank < longest; rank++) {
      for (List<Candidate> list : lists) {
        if (rank < list.size()) {
          merged.putIfAbsent(list.get(rank).ordinal(), list.get(rank));
        }
      }
    }
    double[] places = merged.values().stream().mapToDouble(Candidate::score).sorted().toArray();
    var placed = new ArrayList<Candidate>(places.length);
    for (Candidate candidate : merged.values()) {
      int rank = placed.size() + 1;
      double score = places[places.length - rank];
      placed.add(candidate.moved(score, "side", rank, candidate.score()));
    }
    return placed;
  }

  private Answerability assess(
      Found found, List<Candidate> candidates, Visible visible, Set<Degradation> degradations) {
    int standing = visible.own().cardinality();
    var findings =
        new Findings(
            standing == 0 ? visible.filter().cardinality() : standing,
            found.words().matches(),
            found.words().scores(),
            found.vector().map(searchedFor -> fusing.nearest(found, Findings.DEPTH)),
            candidates.stream().mapToInt(Candidate::ordinal).limit(10).toArray());
    // In a conversation the vector leans, which is not what the weights were fitted for.
    boolean leans = found.look().question().isPresent() && !found.vector().equals(found.question());
    Optional<String> model = found.look().model().map(id -> leans ? id + ", leaning" : id);
    return assessment.of(found.query().text(), findings, model, degradations);
  }

  private void noteState(Visible visible, Set<Degradation> degradations) {
    if (visible.pending() > 0 && desk.model().isPresent()) {
      degradations.add(Degradation.EMBEDDINGS_PENDING);
    }
    if (projections.spaces().waking() || !projections.follower().rebuilding().isEmpty()) {
      degradations.add(Degradation.INDEX_REBUILDING);
    }
  }

  private static String labels(Map<Signal, SignalScores> signals) {
    return String.join(", ", signals.keySet().stream().map(Signal::label).toList());
  }

  private static int size(Map<Signal, SignalScores> signals) {
    return signals.values().stream().mapToInt(scores -> scores.ordinals().length).sum();
  }
}
