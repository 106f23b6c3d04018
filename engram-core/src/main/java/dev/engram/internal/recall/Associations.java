package dev.engram.internal.recall;

import dev.engram.config.RecallOptions;
import dev.engram.config.Signal;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.TimeProjection;
import dev.engram.internal.recall.Planning.Planned;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.recall.signal.Activation;
import dev.engram.internal.recall.signal.ActivationSettings;
import dev.engram.internal.recall.signal.EdgeWeights;
import dev.engram.internal.recall.signal.EntitySignal;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.internal.recall.signal.TimeSignal;
import dev.engram.internal.recall.signal.TimeSignal.Range;
import dev.engram.query.Evidence;
import dev.engram.query.Intent;
import dev.engram.query.QueryPlan;
import dev.engram.query.TimeAnchor;
import dev.engram.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is found by the plan of a question instead of its words: by its times, by the thing it is
 * about, and by the links of what was found already. A signal whose weight is zero is not asked.
 * Thread-safe.
 */
final class Associations {
  private static final int MOST = 100;

  /** Candidates that spread activation. */
  private static final int SEEDS = 16;

  /** An event is taken for the one that is meant when it answers this share of its words. */
  private static final double EVENT_WORDS = 0.5;

  /** Events that are looked up; each is a search of its own. */
  private static final int MOST_ANCHORS = 3;

  private static final double CAUSAL = 0.3;
  private static final double PROCEDURAL = 0.3;
  private static final Duration WIDEST_SIGMA = Duration.ofDays(7);
  private static final Duration FARTHEST_SIGMA = Duration.ofDays(365);

  private final RecallOptions options;
  private final TimeProjection times;
  private final TimeSignal timeSignal;
  private final EntitySignal entitySignal;
  private final Activation activation;

  Associations(ProjectionSet projections, RecallOptions options) {
    this.options = options;
    this.times = projections.times();
    this.timeSignal = new TimeSignal(projections.times());
    this.entitySignal = new EntitySignal(projections.mentions());
    this.activation = new Activation(projections.edges(), projections.mentions());
  }

  /**
   * What fits the plan.
   *
   * @param procedures gives the visible ones
   * @param event the ranking of an event that a time hangs on, best first
   */
  Map<Signal, SignalScores> planned(
      Planned planned,
      OrdinalFilter filter,
      Supplier<OrdinalFilter> procedures,
      Function<TimeAnchor, List<Candidate>> event) {
    var found = new EnumMap<Signal, SignalScores>(Signal.class);
    QueryPlan plan = planned.plan();
    if (plan.times().any() && (on(Signal.TIME) || planned.timesGiven())) {
      List<Range> ranges = ranges(plan, event);
      if (!ranges.isEmpty()) {
        SignalScores fits = timeSignal.propose(TimeSignal.Asked.about(ranges), filter, MOST);
        put(found, Signal.TIME, fits, planned.timesGiven() ? 1 : plan.timeWeight());
      }
    }
    boolean procedural =
        plan.intents().of(Intent.PROCEDURAL) >= PROCEDURAL || planned.proceduresGiven();
    if (on(Signal.PROCEDURE) && procedural) {
      put(found, Signal.PROCEDURE, newest(procedures.get()), 1);
    }
    double focus = Math.min(1, 2 * plan.intents().of(Intent.ENTITY));
    if (on(Signal.ENTITY) && focus > 0 && !planned.names().isEmpty()) {
      var asked = entitySignal.weigh(planned.names(), filter);
      put(found, Signal.ENTITY, entitySignal.propose(asked, filter, MOST), focus);
    }
    return found;
  }

  /** What the best candidates call to mind. */
  Map<Signal, SignalScores> linked(QueryPlan plan, List<Candidate> best, OrdinalFilter filter) {
    if (!on(Signal.GRAPH) || plan.hops() == 0 || best.isEmpty()) {
      return Map.of();
    }
    boolean causal = plan.intents().of(Intent.CAUSAL) >= CAUSAL;
    var settings =
        ActivationSettings.usual()
            .withHops(plan.hops())
            .withEntities(0, 0)
            .withWeights(causal ? EdgeWeights.causal() : EdgeWeights.usual());
    SignalScores reached = activation.spread(seeds(best), filter, settings, MOST).scores();
    return reached.ordinals().length == 0 ? Map.of() : Map.of(Signal.GRAPH, reached);
  }

  private boolean on(Signal signal) {
    return options.fusion() == RecallOptions.Fusion.CONVEX && options.weights().of(signal) != 0;
  }

  private static void put(
      Map<Signal, SignalScores> found, Signal signal, SignalScores scores, double factor) {
    if (scores.ordinals().length > 0) {
      float[] scaled = new float[scores.scores().length];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = (float) (factor * scores.scores()[i]);
      }
      found.put(signal, new SignalScores(scores.ordinals(), scaled));
    }
  }

  private static SignalScores newest(OrdinalFilter procedures) {
    int[] ordinals = new int[Math.min(MOST, procedures.cardinality())];
    int at = Integer.MAX_VALUE;
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = procedures.previous(at);
      at = ordinals[i] - 1;
    }
    float[] scores = new float[ordinals.length];
    Arrays.fill(scores, 1);
    return new SignalScores(ordinals, scores);
  }

  /** The best, from 1 for the first down to ½ for the last that spreads. */
  private static SignalScores seeds(List<Candidate> best) {
    int count = Math.min(SEEDS, best.size());
    double first = best.getFirst().score();
    double span = Math.max(1e-9, first - best.get(count - 1).score());
    int[] ordinals = new int[count];
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      ordinals[i] = best.get(i).ordinal();
      scores[i] = (float) (1 - 0.5 * (first - best.get(i).score()) / span);
    }
    return new SignalScores(ordinals, scores);
  }

  private List<Range> ranges(QueryPlan plan, Function<TimeAnchor, List<Candidate>> event) {
    var ranges = new ArrayList<Range>();
    for (TimeRange range : plan.times().ranges()) {
      Duration half = range.grain().dividedBy(2);
      Duration sigma = half.compareTo(WIDEST_SIGMA) > 0 ? WIDEST_SIGMA : half;
      ranges.add(new Range(range.from(), range.to(), sigma, (float) range.weight()));
    }
    for (TimeAnchor anchor : plan.times().anchors().stream().limit(MOST_ANCHORS).toList()) {
      event.apply(anchor).stream()
          .findFirst()
          .filter(Associations::meant)
          .flatMap(found -> range(anchor, found.ordinal()))
          .ifPresent(ranges::add);
    }
    return ranges;
  }

  private static boolean meant(Candidate event) {
    return event.evidence().stream()
        .filter(said -> said.signal().equals(Signal.LEXICAL.label()))
        .mapToDouble(Evidence::score)
        .anyMatch(share -> share >= EVENT_WORDS);
  }

  private Optional<Range> range(TimeAnchor anchor, int event) {
    TimeProjection.View view = times.view();
    if (!view.holds(event)) {
      return Optional.empty();
    }
    Instant from = Instant.ofEpochSecond(view.from(event));
    Instant to = Instant.ofEpochSecond(Math.max(view.from(event) + 1, view.to(event)));
    Duration day = Duration.ofDays(1);
    if (anchor.offset().isPresent()) {
      Duration away = anchor.offset().get();
      boolean earlier =
          anchor.relation() == TimeAnchor.Relation.BEFORE
              || anchor.relation() == TimeAnchor.Relation.UNTIL;
      Instant about = earlier ? from.minus(away) : from.plus(away);
      Duration quarter = away.dividedBy(4);
      Duration sigma = quarter.compareTo(FARTHEST_SIGMA) > 0 ? FARTHEST_SIGMA : quarter;
      return Optional.of(Range.between(about.minus(day), about.plus(day), sigma));
    }
    return Optional.of(
        switch (anchor.relation()) {
          case BEFORE, UNTIL -> Range.until(from, day);
          case AFTER, SINCE -> Range.since(to, day);
          case DURING -> Range.between(from, to, day);
        });
  }
}
