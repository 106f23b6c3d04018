package dev.engram.bench.working;

import dev.engram.Conversation;
import dev.engram.bench.eval.LabelledSet;
import dev.engram.bench.eval.LabelledSet.Text;
import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Unit;
import dev.engram.query.Topic;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Whether changes of topic are noticed: the first turn of a session, and a turn of another
 * conversation put in, are to be switches; a turn well within a session is not, as a rule.
 */
final class TopicChanges {
  private static final int WELL_WITHIN = 3;
  private static final int BEFORE = 6;
  private static final int EVERY = 10;

  private final LabelledSet set;
  private final ConversationVault vault;
  private final RandomGenerator random;

  TopicChanges(LabelledSet set, ConversationVault vault, RandomGenerator random) {
    this.set = set;
    this.vault = vault;
    this.random = random;
  }

  private static final class Tally {
    private final Map<Topic, Integer> counts = new EnumMap<>(Topic.class);

    void add(Topic topic) {
      counts.merge(topic, 1, Integer::sum);
    }

    double share(Topic topic) {
      int all = counts.values().stream().mapToInt(Integer::intValue).sum();
      return all == 0 ? Double.NaN : (double) counts.getOrDefault(topic, 0) / all;
    }
  }

  List<Figure> measure() {
    var begins = new Tally();
    var within = new Tally();
    var foreign = new Tally();
    for (LabelledSet.Conversation talk : set.conversations()) {
      replay(talk, begins, within);
      for (int i = BEFORE; i < talk.texts().size(); i += EVERY) {
        putIn(talk, i, foreign);
      }
    }
    var figures = new ArrayList<Figure>();
    figures.add(share("switch at the first turn of a session", begins.share(Topic.SWITCH)));
    figures.add(share("drift at the first turn of a session", begins.share(Topic.DRIFT)));
    figures.add(share("switch at a turn of another talk", foreign.share(Topic.SWITCH)));
    figures.add(share("drift at a turn of another talk", foreign.share(Topic.DRIFT)));
    figures.add(share("switch within a session", within.share(Topic.SWITCH)));
    figures.add(share("drift within a session", within.share(Topic.DRIFT)));
    figures.add(
        share(
            "balanced accuracy, first turn of a session",
            (begins.share(Topic.SWITCH) + 1 - within.share(Topic.SWITCH)) / 2));
    figures.add(
        share(
            "balanced accuracy, turn of another talk",
            (foreign.share(Topic.SWITCH) + 1 - within.share(Topic.SWITCH)) / 2));
    return figures;
  }

  private static Figure share(String what, double value) {
    return Figure.of("topic", what, Unit.SHARE, value);
  }

  private void replay(LabelledSet.Conversation talk, Tally begins, Tally within) {
    try (Conversation conversation = vault.memory().conversation(principal(talk))) {
      int inSession = 0;
      Text before = talk.texts().getFirst();
      for (Text text : talk.texts()) {
        conversation.heard(ConversationVault.words(text));
        boolean begin = !text.session().equals(before.session());
        inSession = begin ? 1 : inSession + 1;
        if (begin) {
          conversation.topic().ifPresent(begins::add);
        } else if (inSession > WELL_WITHIN) {
          conversation.topic().ifPresent(within::add);
        }
        before = text;
      }
    }
  }

  private void putIn(LabelledSet.Conversation talk, int at, Tally foreign) {
    List<LabelledSet.Conversation> others =
        set.conversations().stream().filter(other -> !other.equals(talk)).toList();
    if (others.isEmpty()) {
      return;
    }
    List<Text> other = others.get(random.nextInt(others.size())).texts();
    try (Conversation conversation = vault.memory().conversation(principal(talk))) {
      talk.texts()
          .subList(at - BEFORE, at)
          .forEach(text -> conversation.heard(ConversationVault.words(text)));
      conversation.heard(ConversationVault.words(other.get(random.nextInt(other.size()))));
      conversation.topic().ifPresent(foreign::add);
    }
  }

  static Principal principal(LabelledSet.Conversation talk) {
    return principal(talk.id());
  }

  static Principal principal(String talk) {
    return Principal.agent("talk-" + talk.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-"));
  }
}
