package dev.engram.internal.capture.metadata;

import dev.engram.internal.capture.word.Resource;
import dev.engram.internal.capture.word.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what a text is about: at most three labels of a fixed taxonomy (the first word of each line
 * of {@code topics.txt}), by the words that speak for each. The clearest first; a topic needs a
 * third of the leader's words. Stateless.
 */
final class Topics {
  private static final int MOST = 3;
  private static final Map<String, String> TOPICS = read();

  private Topics() {}

  private static Map<String, String> read() {
    var topics = new HashMap<String, String>();
    for (String line : Resource.lines(Topics.class, "topics.txt")) {
      List<String> words = List.of(line.split(" "));
      for (String word : words) {
        topics.putIfAbsent(word, words.getFirst());
      }
    }
    return Map.copyOf(topics);
  }

  static List<String> in(List<Word> words, boolean technology) {
    var counts = new LinkedHashMap<String, Integer>();
    if (technology) {
      counts.put("software", 1);
    }
    for (Word word : words) {
      if (word.isWord() && !word.code()) {
        String topic = topic(word.stem());
        if (!topic.isEmpty()) {
          counts.merge(topic, 1, Integer::sum);
        }
      }
    }
    var ranked = new ArrayList<>(counts.entrySet());
    ranked.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    int leader = ranked.isEmpty() ? 0 : ranked.getFirst().getValue();
    return ranked.stream()
        .limit(MOST)
        .filter(e -> e.getValue() * 3 >= leader)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String topic(String word) {
    String exact = TOPICS.get(word);
    int n = word.length();
    if (exact == null && n > 3 && word.endsWith("s")) {
      exact = TOPICS.get(word.substring(0, n - 1));
    }
    if (exact == null && n > 4 && word.endsWith("ed")) {
      exact = TOPICS.getOrDefault(word.substring(0, n - 2), TOPICS.get(word.substring(0, n - 1)));
    }
    if (exact == null && n > 5 && word.endsWith("ing")) {
      exact =
          TOPICS.getOrDefault(word.substring(0, n - 3), TOPICS.get(word.substring(0, n - 3) + "e"));
    }
    return exact == null ? "" : exact;
  }
}
