package dev.engram.internal.recall;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.MentionProjection;
import dev.engram.internal.recall.plan.Names;
import dev.engram.internal.recall.plan.Planner;
import dev.engram.internal.recall.signal.QueryNames;
import dev.engram.internal.recall.signal.QueryNames.Named;
import dev.engram.memory.MemoryKind;
import dev.engram.query.PlanOverride;
import dev.engram.query.Query;
import dev.engram.query.QueryPlan;
import dev.engram.scope.Scope;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a question with what the asker's memory knows by name. Thread-safe. */
final class Planning {
  private final Planner planner = new Planner();
  private final QueryNames queryNames;
  private final InstantSource clock;
  private final ZoneId zone;

  Planning(MentionProjection mentions, InstantSource clock, ZoneId zone) {
    this.queryNames = new QueryNames(mentions);
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * A question as it is understood.
   *
   * @param plan for the caller to see
   * @param names what the names in it stand for
   * @param given what of the plan the caller set
   */
  record Planned(QueryPlan plan, List<Named> names, PlanOverride given) {
    /** Whether the caller expects a procedure. */
    boolean proceduresGiven() {
      return given.targets().filter(kinds -> kinds.contains(MemoryKind.PROCEDURE)).isPresent();
    }

    /** What is looked up by words: the question, with the words that the caller adds. */
    Query words(Query query) {
      return given
          .expansions()
          .filter(more -> !more.isEmpty())
          .map(more -> query.saying(query.text() + " " + String.join(" ", more)))
          .orElse(query);
    }

    /** Whether the caller named the times: then they count, whatever the options say. */
    boolean timesGiven() {
      return given.times().isPresent();
    }
  }

  /**
   * Plans.
   *
   * @param scopes what the asker sees
   * @param everywhere whether it sees every scope there is
   * @param filter the memories it sees
   */
  Planned plan(Query query, Set<Scope> scopes, boolean everywhere, OrdinalFilter filter) {
    List<Named> named =
        everywhere
            ? queryNames.everywhere(query.text(), filter)
            : queryNames.in(query.text(), scopes, filter);
    Names known = text -> known(text, named);
    QueryPlan plan = planner.plan(query, clock.instant().atZone(zone), known);
    return new Planned(plan, named, query.planned());
  }

  private static List<Names.Known> known(String text, List<Named> named) {
    var known = new ArrayList<Names.Known>(named.size());
    for (Named name : named) {
      String written = text.substring(name.start(), name.end());
      known.add(new Names.Known(name.start(), name.end(), written, name.expansions()));
    }
    return known;
  }
}
