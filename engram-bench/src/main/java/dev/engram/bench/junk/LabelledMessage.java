package dev.engram.bench.junk;

import dev.engram.bench.eval.LabelledSet;
import dev.engram.bench.eval.LabelledSet.Conversation;
import dev.engram.bench.eval.LabelledSet.Question;
import dev.engram.bench.eval.LabelledSet.Text;
import dev.engram.internal.capture.importance.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A turn, and whether a question of its set needs it.
 *
 * @param conversation it was said in
 * @param message what was said, after what, by whom, to whom (where two speak)
 * @param gold whether some question needs it
 */
record LabelledMessage(String conversation, Message message, boolean gold) {
  static List<LabelledMessage> of(LabelledSet set) {
    Map<String, Set<String>> gold = new HashMap<>();
    for (Question question : set.questions()) {
      gold.computeIfAbsent(question.conversation(), first -> new HashSet<>())
          .addAll(question.gold().keySet());
    }
    var all = new ArrayList<LabelledMessage>();
    for (Conversation conversation : set.conversations()) {
      Set<String> needed = gold.getOrDefault(conversation.id(), Set.of());
      Set<String> speakers = new LinkedHashSet<>();
      conversation.texts().forEach(text -> text.speaker().ifPresent(speakers::add));
      Optional<Text> before = Optional.empty();
      for (Text text : conversation.texts()) {
        Optional<String> said =
            before.filter(one -> one.session().equals(text.session())).map(Text::words);
        Optional<String> addressee =
            speakers.size() == 2
                ? speakers.stream()
                    .filter(one -> !text.speaker().equals(Optional.of(one)))
                    .findFirst()
                : Optional.empty();
        var message =
            new Message(text.words(), text.speaker(), addressee, said, Message.Origin.TALK);
        all.add(new LabelledMessage(conversation.id(), message, needed.contains(text.id())));
        before = Optional.of(text);
      }
    }
    return all;
  }
}
