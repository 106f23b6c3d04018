package dev.engram.bench.eval;

import dev.engram.query.Form;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What was left of the evidence in answers of several token budgets. For one thread.
 *
 * <p>Of each question with labelled texts, the share of these texts that the answer shows in one of
 * some forms; the mean of that over questions. A text counts in the best form in which a memory of
 * it is shown.
 */
final class PackedRun {
  /** The budgets that are measured, in tokens. */
  static final List<Integer> BUDGETS = List.of(256, 512, 1_024, 2_048);

  /** Which forms count. */
  enum Share {
    /** The whole text. */
    FULL(Form.FULL),
    /** The text or its main points: what the metric of packing counts. */
    KEPT(Form.SUMMARY),
    /** A form that says something. */
    SAID(Form.KEY_FACT),
    /** Any form, a tag too. */
    ANY(Form.TAG);

    private final Form shortest;

    Share(Form shortest) {
      this.shortest = shortest;
    }

    boolean counts(Form form) {
      return form.compareTo(shortest) <= 0;
    }

    String label() {
      return switch (this) {
        case FULL -> "full";
        case KEPT -> "kept";
        case SAID -> "said";
        case ANY -> "any";
      };
    }
  }

  private final Map<Integer, Map<String, Map<String, Form>>> shown = new LinkedHashMap<>();
  private final Map<Integer, Map<Form, Integer>> forms = new HashMap<>();
  private final Map<Integer, Long> tokens = new HashMap<>();

  /** Notes that a text is shown. */
  void add(int budget, String question, String text, Form form) {
    shown
        .computeIfAbsent(budget, first -> new HashMap<>())
        .computeIfAbsent(question, first -> new HashMap<>())
        .merge(text, form, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  /** Notes a memory of an answer. */
  void addHit(int budget, Form form, int cost) {
    forms.computeIfAbsent(budget, first -> new EnumMap<>(Form.class)).merge(form, 1, Integer::sum);
    tokens.merge(budget, (long) cost, Long::sum);
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  /** How many memories the answers of a budget show in a form, in all. */
  int hits(int budget, Form form) {
    return forms.getOrDefault(budget, Map.of()).getOrDefault(form, 0);
  }

  /** How many tokens the answers of a budget show, in all. */
  long tokens(int budget) {
    return tokens.getOrDefault(budget, 0L);
  }

  /** The types of question that have labelled texts, sorted. */
  static List<String> types(LabelledSet set) {
    var types = new TreeSet<String>();
    for (LabelledSet.Question question : set.questions()) {
      if (!question.gold().isEmpty()) {
        types.add(question.type());
      }
    }
    return List.copyOf(types);
  }

  /** One share a question with labelled texts, of a type or of any. */
  double[] shares(LabelledSet set, Optional<String> type, int budget, Share share) {
    Map<String, Map<String, Form>> answers = shown.getOrDefault(budget, Map.of());
    return set.questions().stream()
        .filter(question -> !question.gold().isEmpty())
        .filter(question -> type.isEmpty() || question.type().equals(type.get()))
        .mapToDouble(question -> {
          Map<String, Form> answer = answers.getOrDefault(question.id(), Map.of());
          long kept =
              question.gold().keySet().stream()
                  .filter(answer::containsKey)
                  .filter(text ->
                      Optional.ofNullable(answer.get(text)).filter(share::counts).isPresent())
                  .count();
          return (double) kept / question.gold().size();
        })
        .toArray();
  }
}
