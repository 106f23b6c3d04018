package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.entity.Mentions;
import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.time.TimeMention;
import dev.engram.internal.capture.word.CommonWords;
import dev.engram.query.QueryName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a question names: what the memory knows by name, however it is written, and what looks
 * like a name. A known name that is also a common word ("Will", "May") counts only where it is
 * written as a name: with a capital that no grammar asks for, or as the whole question.
 * Thread-safe.
 */
final class QuestionNames {
  private static final double LIKELY = 0.5;

  private final Mentions mentions = new Mentions();

  List<QueryName> in(String text, Clauses clauses, List<TimeMention> times, Names known) {
    var found = new ArrayList<QueryName>();
    for (Names.Known name : known.in(text)) {
      if (name.start() >= 0
          && name.end() <= text.length()
          && name.start() < name.end()
          && meant(name, text, clauses)
          && apart(name.start(), name.end(), found)) {
        found.add(new QueryName(name.name(), others(name, text), true, name.start(), name.end()));
      }
    }
    for (Mention mention : mentions.in(text, Optional.empty(), Optional.empty())) {
      Span span = mention.span();
      boolean time = times.stream().anyMatch(m -> m.span().overlaps(span));
      boolean likely = mention.confidence() >= LIKELY && !opensAsWord(clauses, span);
      if (likely && !time && apart(span.start(), span.end(), found)) {
        found.add(new QueryName(mention.name(), List.of(), false, span.start(), span.end()));
      }
    }
    found.sort(Comparator.comparingInt(QueryName::start));
    return found;
  }

  /** Whether a capital word opens the question and is plain English. */
  private static boolean opensAsWord(Clauses clauses, Span span) {
    int at = clauses.from(span.start());
    return at < clauses.terms().size()
        && clauses.terms().get(at).breaks()
        && clauses.terms().get(at).end() >= span.end()
        && CommonWords.isCommon(clauses.terms().get(at).folded());
  }

  private static boolean meant(Names.Known name, String text, Clauses clauses) {
    int from = clauses.from(name.start());
    int to = clauses.from(name.end());
    boolean whole = from == 0 && to == clauses.terms().size();
    if (whole || from >= to) {
      return true;
    }
    for (int i = from; i < to; i++) {
      if (!CommonWords.isFunction(clauses.terms().get(i).folded())) {
        return true;
      }
    }
    Term first = clauses.terms().get(from);
    boolean owner = name.end() < text.length() && "'’".indexOf(text.charAt(name.end())) >= 0;
    return first.capital() && (!first.breaks() || owner);
  }

  private static List<String> others(Names.Known name, String text) {
    String written = text.substring(name.start(), name.end());
    return name.aliases().stream()
        .filter(alias -> !alias.isBlank() && !alias.equalsIgnoreCase(written))
        .toList();
  }

  private static boolean apart(int start, int end, List<QueryName> found) {
    return found.stream().noneMatch(name -> start < name.end() && name.start() < end);
  }
}
