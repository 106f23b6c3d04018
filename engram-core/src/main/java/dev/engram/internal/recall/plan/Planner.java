package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.time.TemporalExpressions;
import dev.engram.internal.capture.time.TimeMention;
import dev.engram.memory.MemoryKind;
import dev.engram.query.AnswerType;
import dev.engram.query.Intent;
import dev.engram.query.IntentScores;
import dev.engram.query.PlannedTimes;
import dev.engram.query.Query;
import dev.engram.query.QueryName;
import dev.engram.query.QueryPlan;
import dev.engram.query.QuerySide;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a question before anything is searched: what it wants, which times and names it speaks of,
 * what it sets side by side (spec §40, §35.2, §39.3, §41.3). By rules and word lists, no model.
 *
 * <p>Made for English. A question in another language gets a plan that changes nothing, apart from
 * names, numbers and identifiers that show in any language. Thread-safe; never throws on any text;
 * linear in the text, well under a millisecond for a question of usual length.
 */
public final class Planner {
  private static final double LIKELY = 0.3;
  private static final int USUAL_HOPS = 2;
  private static final int CAUSAL_HOPS = 3;
  private static final int MOST_EXPANSIONS = 12;

  private final TemporalExpressions expressions = new TemporalExpressions();
  private final QuestionNames names = new QuestionNames();
  private final QuestionTimes times = new QuestionTimes();
  private final Intents intents = new Intents();
  private final Cues<AnswerType> answers = Cues.read("answers.tsv", AnswerType::valueOf);

  /**
   * Plans a question.
   *
   * @param query the question; when it says at which moment it is asked, that counts
   * @param now the present, in the zone of those who ask
   * @param known the names that the asker's memory knows
   */
  public QueryPlan plan(Query query, ZonedDateTime now, Names known) {
    ZonedDateTime asked = query.asked().orElse(now);
    String text = query.text();
    Clauses clauses = Clauses.of(text);
    List<TimeMention> found =
        expressions.in(text, asked).stream()
            .filter(time -> !MistakenTimes.mistaken(text, clauses, time))
            .toList();
    List<QueryName> named = names.in(text, clauses, found, known);
    var apart =
        found.stream()
            .filter(time ->
                named.stream()
                    .noneMatch(name ->
                        name.start() < time.span().end() && time.span().start() < name.end()))
            .toList();
    var question = new Question(text, clauses, apart, named);
    return query.planned().applyTo(plan(query, question, asked));
  }

  private QueryPlan plan(Query query, Question question, ZonedDateTime asked) {
    PlannedTimes planned = times.in(question, asked);
    List<QuerySide> sides = Sides.of(question);
    Set<AnswerType> asksFor = asksFor(question.clauses());
    Intents.Weighed weighed = intents.weigh(question, planned, sides, !asksFor.isEmpty());
    IntentScores scores = weighed.scores();
    return new QueryPlan(
        scores,
        planned,
        question.names(),
        expansions(question),
        LexicalShare.of(question, scores, weighed.read()),
        targets(scores, query.kinds()),
        scores.of(Intent.CAUSAL) >= LIKELY ? CAUSAL_HOPS : USUAL_HOPS,
        sides,
        asksFor,
        firstPerson(question.clauses()),
        weighed.confidence());
  }

  private Set<AnswerType> asksFor(Clauses clauses) {
    var types = EnumSet.noneOf(AnswerType.class);
    int first = Integer.MAX_VALUE;
    for (Cues.Found<AnswerType> cue : answers.in(clauses)) {
      first = Math.min(first, cue.from());
      // "How many days between when" asks for a length, "and when" in it for nothing.
      if (cue.tells() != AnswerType.WHEN || cue.from() == first) {
        types.add(cue.tells());
      }
    }
    if (types.stream().anyMatch(Planner::counts)) {
      types.remove(AnswerType.HOW);
    }
    if (types.contains(AnswerType.HOW_LONG) || types.contains(AnswerType.HOW_OFTEN)) {
      types.remove(AnswerType.HOW_MANY);
    }
    if (types.contains(AnswerType.WHEN)) {
      types.remove(AnswerType.HOW_LONG);
    }
    if (types.stream().anyMatch(Planner::narrow)) {
      types.remove(AnswerType.WHAT);
      types.remove(AnswerType.WHICH);
    } else if (types.contains(AnswerType.WHICH)) {
      types.remove(AnswerType.WHAT);
    }
    return types;
  }

  private static boolean counts(AnswerType type) {
    return switch (type) {
      case HOW_MANY, HOW_LONG, HOW_OFTEN, WHEN, WHY -> true;
      default -> false;
    };
  }

  private static boolean narrow(AnswerType type) {
    return switch (type) {
      case WHEN, WHERE, WHO, HOW_MANY, HOW_LONG, WHY -> true;
      default -> false;
    };
  }

  private static List<String> expansions(Question question) {
    var words = new LinkedHashSet<String>();
    for (QueryName name : question.names()) {
      words.addAll(name.aliases());
    }
    return words.stream().limit(MOST_EXPANSIONS).toList();
  }

  /** The kinds that most likely answer, among those that may. */
  private static Set<MemoryKind> targets(IntentScores scores, Set<MemoryKind> allowed) {
    var targets = EnumSet.of(MemoryKind.EPISODE, MemoryKind.FACT);
    if (scores.of(Intent.PROCEDURAL) >= LIKELY) {
      targets = EnumSet.of(MemoryKind.EPISODE, MemoryKind.PROCEDURE);
    } else if (scores.top() == Intent.EXPLORATORY || scores.top() == Intent.ENTITY) {
      targets = EnumSet.allOf(MemoryKind.class);
    }
    targets.retainAll(allowed);
    return targets.isEmpty() ? allowed : targets;
  }

  private static boolean firstPerson(Clauses clauses) {
    return clauses.terms().stream().skip(clauses.opening()).anyMatch(term -> first(term.folded()))
        && !clauses.word(clauses.opening()).equals("tell");
  }

  private static boolean first(String word) {
    return switch (word) {
      case "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves" -> true;
      default -> false;
    };
  }
}
