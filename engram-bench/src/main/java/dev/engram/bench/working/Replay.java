package dev.engram.bench.working;

import dev.engram.Conversation;
import dev.engram.bench.eval.LabelledSet;
import dev.engram.bench.eval.LabelledSet.Text;
import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.Trace.Stage;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/**
 * How often a look ahead serves. All talks are one agent's; the first six tenths are remembered,
 * the others replayed turn by turn: each turn that is not the assistant's is asked, then remembered
 * and heard. Beside each answer stands that of a whole search with the same momentum, which asking
 * for one more memory than any look ahead is made for brings about.
 */
final class Replay {
  private static final int ASKED_CHARACTERS = 400;
  private static final int TOP = 10;

  private final LabelledSet set;
  private final ConversationVault vault;
  private final Principal agent = Principal.agent("all-talks");
  private final int tooMany;
  private int asked;
  private int hits;
  private double overlap;
  private double hitOverlap;
  private double repeated;
  private final Latencies ahead = new Latencies();
  private final Latencies whole = new Latencies();
  private final Latencies missed = new Latencies();
  private final TreeMap<String, Integer> misses = new TreeMap<>();

  /**
   * Prepares a replay.
   *
   * @param candidates how many a signal proposes by default
   */
  Replay(LabelledSet set, ConversationVault vault, int candidates) {
    this.set = set;
    this.vault = vault;
    this.tooMany = candidates + 1;
  }

  List<Figure> measure() {
    int known = set.conversations().size() * 6 / 10;
    for (LabelledSet.Conversation talk : set.conversations().subList(0, known)) {
      vault.remember(talk.texts(), agent);
    }
    for (LabelledSet.Conversation talk :
        set.conversations().subList(known, set.conversations().size())) {
      replay(talk);
    }
    var figures = new ArrayList<Figure>();
    figures.add(figure("turns asked", Unit.COUNT, asked));
    figures.add(figure("answered from a look ahead", Unit.SHARE, (double) hits / asked));
    misses.forEach(
        (why, count) -> figures.add(figure("not: " + why, Unit.SHARE, (double) count / asked)));
    figures.add(figure("of hits, same as a whole search", Unit.SHARE, hitOverlap / hits));
    figures.add(figure("of all, same as a whole search", Unit.SHARE, overlap / asked));
    figures.add(figure("of all, same as the answer before", Unit.SHARE, repeated / asked));
    figures.add(figure("hit, p50", Unit.MILLIS, ahead.millis(0.5)));
    figures.add(figure("the same by a whole search, p50", Unit.MILLIS, whole.millis(0.5)));
    figures.add(figure("miss, p50", Unit.MILLIS, missed.millis(0.5)));
    return figures;
  }

  private static Figure figure(String what, Unit unit, double value) {
    return Figure.of("look ahead", what, unit, value);
  }

  private void replay(LabelledSet.Conversation talk) {
    try (Conversation conversation = vault.memory().conversation(agent)) {
      List<String> before = List.of();
      for (Text text : talk.texts()) {
        String words = ConversationVault.words(text);
        if (words.isBlank()) {
          continue;
        }
        boolean question = !text.speaker().orElse("").equals("assistant");
        if (question && !text.equals(talk.texts().getFirst())) {
          before = ask(conversation, words, before);
        }
        vault.remember(List.of(text), agent);
        conversation.heard(words);
        conversation.settled();
      }
    }
  }

  private List<String> ask(Conversation conversation, String words, List<String> before) {
    int length = words.codePointCount(0, words.length());
    Query query =
        Query.of(
            words.substring(0, words.offsetByCodePoints(0, Math.min(ASKED_CHARACTERS, length))));
    asked++;
    conversation.recall(query.limit(TOP)); // brings what both read into the caches
    Recall search = conversation.recall(query.limit(tooMany));
    Recall answer = conversation.recall(query.limit(TOP));
    List<String> found = vault.ids(answer, TOP);
    double same = share(found, vault.ids(search, TOP));
    overlap += same;
    repeated += share(before, found);
    String how = stage(answer);
    if (how.equals("hit")) {
      hits++;
      hitOverlap += same;
      ahead.add(nanos(answer));
      whole.add(nanos(search));
    } else {
      misses.merge(how, 1, Integer::sum);
      missed.add(nanos(answer));
    }
    return found;
  }

  private static double share(List<String> one, List<String> of) {
    var both = new HashSet<>(one);
    both.retainAll(new HashSet<>(of));
    return of.isEmpty() ? 1 : (double) both.size() / of.size();
  }

  private static String stage(Recall recall) {
    return recall.trace().stages().stream()
        .filter(stage -> stage.name().equals("anticipation"))
        .map(Stage::detail)
        .findFirst()
        .orElse("none");
  }

  /** From the moment the question is embedded until rows are read: what a look ahead can save. */
  private static long nanos(Recall recall) {
    return recall.trace().stages().stream()
        .filter(stage -> !stage.name().equals("embed") && !stage.name().equals("hydrate"))
        .mapToLong(stage -> stage.took().toNanos())
        .sum();
  }
}
