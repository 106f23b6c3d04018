package dev.engram.cli.demo;

import dev.engram.cli.demo.Conversation.Question;
import dev.engram.query.Hit;
import dev.engram.query.Recall;
import dev.engram.query.Trace.Stage;
import java.time.Duration;
import java.util.List;

/**
 * A question with its answer.
 *
 * @param question what was asked
 * @param recall what came back
 * @param took how long the caller waited
 */
record Answer(Question question, Recall recall, Duration took) {
  /** The rank from 1 of the first expected turn, or 0 when none came back. */
  int rank() {
    List<Hit> hits = recall.hits();
    for (int i = 0; i < hits.size(); i++) {
      if (question.answeredBy(hits.get(i).text())) {
        return i + 1;
      }
    }
    return 0;
  }

  boolean found() {
    return rank() > 0;
  }

  /** The part of the time that went into embedding the question. */
  Duration embedding() {
    return recall.trace().stages().stream()
        .filter(stage -> stage.name().equals("embed"))
        .map(Stage::took)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Whether another answer has the same memories in the same order with the same scores. */
  boolean sameAs(Answer other) {
    return ranking().equals(other.ranking());
  }

  private List<String> ranking() {
    return recall.hits().stream().map(hit -> hit.id() + " " + hit.score()).toList();
  }
}
