package dev.engram.bench.working;

import dev.engram.Conversation;
import dev.engram.bench.eval.LabelledSet;
import dev.engram.bench.eval.LabelledSet.Question;
import dev.engram.bench.eval.LabelledSet.Text;
import dev.engram.bench.eval.Measure;
import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Unit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether momentum helps. A question is asked after another one whose answer lies in the same
 * session, and after one whose answer lies elsewhere: heard are the turns around that other answer,
 * without those that answer the question itself, and the other question. It is asked as it stands,
 * and {@linkplain Clipped clipped}.
 */
final class FollowUps {
  private static final int BEFORE = 4;
  private static final int AFTER = 2;

  private final LabelledSet set;
  private final ConversationVault vault;
  private final RandomGenerator random;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, List<Text>> talks = new HashMap<>();

  FollowUps(LabelledSet set, ConversationVault vault, RandomGenerator random) {
    this.set = set;
    this.vault = vault;
    this.random = random;
    for (LabelledSet.Conversation talk : set.conversations()) {
      talks.put(talk.id(), talk.texts());
      for (int i = 0; i < talk.texts().size(); i++) {
        places.put(talk.texts().get(i).id(), i);
      }
    }
  }

  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return sum / count;
    }
  }

  List<Figure> measure() {
    var whole = new Mean();
    var wholeSame = new Mean();
    var wholeOther = new Mean();
    var clipped = new Mean();
    var clippedSame = new Mean();
    var clippedOther = new Mean();
    for (Question question : set.questions()) {
      Optional<Question> same = other(question, true);
      Optional<Question> other = other(question, false);
      if (same.isEmpty() || other.isEmpty()) {
        continue;
      }
      Principal principal = TopicChanges.principal(question.conversation());
      String part = Clipped.of(question.words());
      whole.add(score(vault.memory().recall(Query.of(question.words()), principal), question));
      clipped.add(score(vault.memory().recall(Query.of(part), principal), question));
      after(same.get(), question, part, wholeSame, clippedSame);
      after(other.get(), question, part, wholeOther, clippedOther);
    }
    return List.of(
        Figure.of("momentum", "questions", Unit.COUNT, whole.count),
        figure("whole question, alone", whole),
        figure("whole question, in a talk on its topic", wholeSame),
        figure("whole question, in a talk on another", wholeOther),
        figure("clipped question, alone", clipped),
        figure("clipped question, in a talk on its topic", clippedSame),
        figure("clipped question, in a talk on another", clippedOther));
  }

  private static Figure figure(String what, Mean mean) {
    return Figure.of("momentum", what + ": recall@10", Unit.SHARE, mean.value());
  }

  private void after(Question before, Question question, String part, Mean whole, Mean clipped) {
    try (Conversation conversation =
        vault.memory().conversation(TopicChanges.principal(question.conversation()))) {
      List<Text> talk = talks.getOrDefault(question.conversation(), List.of());
      int at = places.getOrDefault(before.gold().keySet().stream().sorted().toList().getFirst(), 0);
      for (Text text :
          talk.subList(Math.max(0, at - BEFORE), Math.min(talk.size(), at + AFTER + 1))) {
        if (!question.gold().containsKey(text.id())) {
          conversation.heard(ConversationVault.words(text));
        }
      }
      conversation.heard(before.words());
      whole.add(score(conversation.recall(Query.of(question.words())), question));
      clipped.add(score(conversation.recall(Query.of(part)), question));
    }
  }

  /** Another question of the talk, about the same session or about another. */
  private Optional<Question> other(Question question, boolean same) {
    if (question.gold().isEmpty() || question.goldSessions().size() != 1) {
      return Optional.empty();
    }
    var fitting = new ArrayList<Question>();
    for (Question other : set.questions()) {
      boolean candidate =
          other.conversation().equals(question.conversation())
              && !other.gold().isEmpty()
              && Collections.disjoint(other.gold().keySet(), question.gold().keySet())
              && (same
                  ? other.goldSessions().equals(question.goldSessions())
                  : Collections.disjoint(other.goldSessions(), question.goldSessions()));
      if (candidate) {
        fitting.add(other);
      }
    }
    return fitting.isEmpty()
        ? Optional.empty()
        : Optional.of(fitting.get(random.nextInt(fitting.size())));
  }

  private double score(Recall recall, Question question) {
    return Measure.RECALL_10.of(vault.ids(recall, 10), question.gold());
  }
}
