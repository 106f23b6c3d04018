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
  static final double TOLERANCE = 1e-5;

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

  /**
   * Whether another answer has the same memories in the same order, with the same scores but for
   * their last bits: the order in which SIMD instructions add up a vector is not fixed in Java, and
   * compiled code adds in another than code that is still interpreted.
   */
  boolean sameAs(Answer other) {
    List<Hit> ours = recall.hits();
    List<Hit> theirs = other.recall.hits();
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      boolean same =
          ours.get(i).id().equals(theirs.get(i).id())
              && Math.abs(ours.get(i).score() - theirs.get(i).score()) < TOLERANCE;
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
