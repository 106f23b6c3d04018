package dev.engram.internal.recall;

import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.fault.AccessException;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.internal.recall.Hydration.Asking;
import dev.engram.internal.recall.Planning.Planned;
import dev.engram.internal.recall.pack.Packing;
import dev.engram.internal.recall.quality.Experience;
import dev.engram.internal.recall.quality.Experience.Answer;
import dev.engram.internal.recall.quality.Question;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.recall.rank.Hydrated;
import dev.engram.internal.recall.rerank.Reordering;
import dev.engram.internal.recall.rerank.RerankDesk;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.token.TokenCounter;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Answerability;
import dev.engram.query.Degradation;
import dev.engram.query.Dropped;
import dev.engram.query.Evidence;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.QueryPlan;
import dev.engram.query.Recall;
import dev.engram.query.RecallId;
import dev.engram.query.RerankStrategy;
import dev.engram.query.Reranking;
import dev.engram.query.Trace;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The one path by which questions are answered: see, plan, rank, read, reorder, pack. Each step
 * leaves a line in the trace. Thread-safe; every method needs a principal.
 */
public final class Recalling {
  /** Names no answer: of a look that is not counted. */
  private static final RecallId UNNOTED = new RecallId(new UUID(0, 0));

  private final Vault vault;
  private final ProjectionSet projections;
  private final Planning planning;
  private final Ranking ranking;
  private final Hydration hydration;
  private final Reordering reordering;
  private final Packing packing;
  private final Experience experience;
  private final RecallOptions options;
  private final InstantSource clock;

  public Recalling(
      Vault vault,
      Sealing sealing,
      EmbeddingDesk desk,
      ProjectionSet projections,
      EngramOptions options,
      TokenCounter counter,
      Experience experience,
      RerankDesk rerankers) {
    this.vault = vault;
    this.projections = projections;
    this.planning = new Planning(projections.mentions(), options.clock(), options.capture().zone());
    this.ranking = new Ranking(vault.readers(), desk, projections, options.recall());
    this.hydration = new Hydration(sealing, projections.edges(), options, experience);
    this.reordering =
        new Reordering(vault.readers(), desk::model, projections.spaces().guard(), rerankers);
    this.packing = new Packing(counter);
    this.experience = experience;
    this.options = options.recall();
    this.clock = options.clock();
  }

  /** Answers a question. */
  public Recall recall(Query query, Principal principal) {
    return recall(query, principal, QueryShift.NONE);
  }

  /** How a question is understood. */
  public QueryPlan plan(Query query, Principal principal) {
    return planned(query, principal, visible(principal, query).filter()).plan();
  }

  /** Answers a question asked in the course of a conversation. */
  public Recall recall(Query asked, Principal principal, QueryShift shift) {
    return recall(asked, principal, shift, true);
  }

  /** Answers a question of the engine's own, which is no use of what is found. */
  Recall look(Query asked, Principal principal) {
    return recall(asked, principal, QueryShift.NONE, false);
  }

  private Recall recall(Query asked, Principal principal, QueryShift shift, boolean counts) {
    var stages = new Stages();
    Visible present = visible(principal, asked);
    int before = present.filter().cardinality();
    stages.done("visibility", asked.vantage().present() ? "bitmap" : "bitmap and time", before);
    if (!asked.flagged() && present.flagged().cardinality() > 0) {
      stages.done(Trace.FLAGGED, "kept back", present.flagged().cardinality());
    }
    Planned planned = planned(asked, principal, present.filter());
    stages.done("plan", label(planned.plan().intents().top()), 0);
    // What held once answers what asks for it, and nothing else (spec §39.4).
    Query query = planned.plan().times().history() ? asked.includingPast() : asked;
    Visible visible = query.equals(asked) ? present : visible(principal, query);
    int seen = visible.filter().cardinality();
    if (!query.equals(asked)) {
      stages.done("past", "facts that held once", seen - before);
    }
    Ranking.Ranked ranked =
        ranking.rank(query, planned, visible, () -> procedures(query, principal), shift, stages);
    var degradations = EnumSet.copyOf(ranked.degradations());
    if (planned.plan().times().swapped()) {
      degradations.add(Degradation.TIMES_SWAPPED);
    }
    var asking =
        new Asking(
            query,
            Question.of(query.text(), ranked.question()),
            principal,
            visible.filter(),
            scopes(principal, query.overseen()),
            clock.instant());
    Hydration.Found found = read(answering(query, ranked, stages), asking);
    stages.done("hydrate", "vault", found.memories().size());
    if (found.unreadable()) {
      degradations.add(Degradation.SEALED_UNREADABLE);
    }
    List<Hydrated> best = reordered(query, found.memories(), degradations, stages);
    Packing.Packed packed = packing.pack(best, query.budget());
    if (query.budget().isPresent()) {
      stages.done("pack", "tokens", packed.hits().size());
    }
    var dropped = new ArrayList<Dropped>(found.dropped());
    dropped.addAll(packed.dropped());
    var trace = new Trace(seen, planned.plan(), stages.done(), dropped, degradations);
    RecallId id = counts ? note(asking, ranked, shown(best, packed), trace) : UNNOTED;
    return new Recall(id, packed.hits(), trace, ranked.known());
  }

  /** The visible procedures, if they may answer. */
  private OrdinalFilter procedures(Query query, Principal principal) {
    return query.kinds().contains(MemoryKind.PROCEDURE)
        ? visible(principal, query.only(EnumSet.of(MemoryKind.PROCEDURE))).filter()
        : OrdinalFilter.of();
  }

  private Planned planned(Query query, Principal principal, OrdinalFilter seen) {
    return planning.plan(
        query, scopes(principal, query.overseen()), principal.seesEverything(), seen);
  }

  /** The candidates, unless nothing is wanted where nothing is known. */
  private static List<Candidate> answering(Query query, Ranking.Ranked ranked, Stages stages) {
    boolean withheld =
        query.mustBeKnown() && ranked.known().verdict() == Answerability.Verdict.NOTHING_KNOWN;
    if (withheld) {
      stages.done("withheld", "nothing known", ranked.candidates().size());
    }
    return withheld ? List.of() : ranked.candidates();
  }

  private Hydration.Found read(List<Candidate> candidates, Asking asking) {
    Reranking how = asking.query().reranking().orElse(options.reranking());
    int limit = asking.query().limit();
    int wanted = how.strategy() == RerankStrategy.NONE ? limit : Math.max(limit, how.depth());
    return vault
        .readers()
        .read(s -> s.consistently(reads -> hydration.hydrate(reads, candidates, wanted, asking)));
  }

  private List<Hydrated> reordered(
      Query query, List<Hydrated> found, Set<Degradation> degradations, Stages stages) {
    Reranking how = query.reranking().orElse(options.reranking());
    List<Hydrated> ordered = found;
    if (how.strategy() != RerankStrategy.NONE) {
      Reordering.Ordered anew = reordering.order(query.text(), how, found);
      ordered = anew.found();
      degradations.addAll(anew.degradations());
      stages.done("rerank", label(how.strategy()), ordered.size());
    }
    return ordered.subList(0, Math.min(query.limit(), ordered.size()));
  }

  private static List<Hydrated> shown(List<Hydrated> best, Packing.Packed packed) {
    Set<MemoryId> shown = packed.hits().stream().map(Hit::id).collect(Collectors.toSet());
    return best.stream().filter(one -> shown.contains(one.memory().id())).toList();
  }

  private RecallId note(
      Asking asking, Ranking.Ranked ranked, List<Hydrated> answered, Trace trace) {
    return experience.note(
        new Answer(
            asking.principal(),
            asking.question(),
            asking.now(),
            ranked.question().isPresent() ? label(options.fusion()) : "words",
            trace.visible(),
            ranked.candidates().size(),
            answered.stream().map(one -> one.row().root()).toList(),
            trace.suppressed(),
            answered.stream().mapToDouble(one -> one.trust().relevance()).average().orElse(0),
            answered.stream()
                .flatMap(one -> one.candidate().evidence().stream())
                .filter(said -> said.signal().equals("semantic"))
                .mapToDouble(Evidence::score)
                .max(),
            TimeUnit.NANOSECONDS.toMicros(trace.took().toNanos()),
            trace.degradations().stream().map(Recalling::label).collect(Collectors.toSet())));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private Visible visible(Principal principal, Query query) {
    return projections
        .visibility()
        .visible(
            scopes(principal, query.overseen()),
            principal.seesEverything(),
            query.kinds(),
            query.vantage(),
            query.flagged());
  }

  static Set<Scope> scopes(Principal principal, boolean overseen) {
    if (!overseen) {
      return principal.visibleScopes();
    }
    if (principal.overseenScopes().isEmpty()) {
      throw AccessException.denied("ask for overseen agents", "agent:*");
    }
    var more = new TreeSet<>(principal.visibleScopes());
    more.addAll(principal.overseenScopes());
    return more;
  }
}
