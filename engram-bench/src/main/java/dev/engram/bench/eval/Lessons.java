package dev.engram.bench.eval;

import dev.engram.bench.eval.LabelledSet.Question;
import dev.engram.bench.tune.Lesson;
import dev.engram.config.Signal;
import dev.engram.query.Evidence;
import dev.engram.query.Hit;
import dev.engram.query.Recall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a lesson of an answer, from the reasons of its hits. Stateless. */
final class Lessons {
  private static final Map<String, Signal> BY_LABEL = byLabel();

  private Lessons() {}

  private static Map<String, Signal> byLabel() {
    var byLabel = new HashMap<String, Signal>();
    for (Signal signal : Signal.values()) {
      byLabel.put(signal.label(), signal);
    }
    return byLabel;
  }

  /** The signal of a label. */
  static Optional<Signal> signal(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  static Lesson of(String set, Question question, Recall recall, Origins origins) {
    List<Hit> hits = recall.hits();
    var signals = new float[hits.size()][Signal.values().length];
    String[] texts = new String[hits.size()];
    boolean[] gold = new boolean[hits.size()];
    for (int i = 0; i < texts.length; i++) {
      Hit hit = hits.get(i);
      for (Evidence evidence : hit.evidence()) {
        int row = i;
        signal(evidence.signal())
            .ifPresent(signal -> signals[row][signal.column()] = value(signal, evidence));
      }
      texts[i] = origins.of(hit.id()).stream().findFirst().orElse("");
      gold[i] = question.gold().containsKey(texts[i]);
    }
    return new Lesson(set, question.conversation(), signals, texts, gold, question.gold().size());
  }

  /** What is weighed: a cosine is shown whole, and weighed above that of unrelated texts. */
  private static float value(Signal signal, Evidence evidence) {
    return (float) (signal == Signal.SEMANTIC ? evidence.score() - 0.5 : evidence.score());
  }
}
