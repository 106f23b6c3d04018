package dev.engram.bench.synthetic;

import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Things that ten agents were told, made up on demand: nothing is held, and item {@code i} is the
 * same whatever was asked for before.
 *
 * <p>Sentences have 6 to 24 words: half from a Zipf vocabulary of 20,000 made-up words, half from
 * the 40 words of one of 1,000 topics, and often a name. Sessions have 20 items. Thread-safe.
 *
 * @param seed of everything
 * @param size how many items there are
 */
public record SyntheticCorpus(long seed, int size) {
  /** How many agents share the corpus, evenly. */
  public static final int AGENTS = 10;

  private static final int SESSION = 20;
  private static final int VOCABULARY = 20_000;
  private static final int TOPICS = 1_000;
  private static final int TOPIC_WORDS = 40;
  private static final int NAMES = 50;
  private static final Instant START = Instant.parse("2025-01-01T08:00:00Z");
  private static final String[] ONSETS = {
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "tr", "pl", "gr"
  };
  private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ai", "ou", "ea"};

  public SyntheticCorpus {
    if (size < 1) {
      throw new IllegalArgumentException("size must be positive, got " + size);
    }
  }

  /**
   * One thing that was said.
   *
   * @param agent whose memory it becomes
   * @param speaker who said it
   * @param session where
   * @param when it was said
   * @param text the words
   */
  public record Item(String agent, String speaker, String session, Instant when, String text) {}

  /** Item {@code index}, 0 to {@link #size()} exclusive. */
  public Item item(int index) {
    var random = random(index);
    int session = index / SESSION;
    int topic = new SplittableRandom(seed * 31 + session).nextInt(TOPICS);
    return new Item(
        agent(session % AGENTS),
        name(random.nextInt(NAMES)),
        "session-" + session,
        START.plusSeconds(37L * index),
        sentence(random, topic));
  }

  /** A question of 3 to 6 words that item {@code index} would answer. */
  public String question(int index) {
    String[] words = item(index).text().replaceAll("[.?]", "").split(" ", -1);
    var random = random(~index);
    var question = new StringBuilder();
    int length = 3 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      question.append(words[random.nextInt(words.length)]).append(' ');
    }
    return question.append('?').toString();
  }

  /** The name of an agent, 0 to {@link #AGENTS} exclusive. */
  public static String agent(int number) {
    return "agent-" + number;
  }

  private SplittableRandom random(int index) {
    return new SplittableRandom(seed ^ (0x9E3779B97F4A7C15L * (index + 1L)));
  }

  private String sentence(SplittableRandom random, int topic) {
    int length = 6 + random.nextInt(19);
    var sentence = new StringBuilder();
    for (int i = 0; i < length; i++) {
      double kind = random.nextDouble();
      if (i > 0) {
        sentence.append(' ');
      }
      sentence.append(
          kind < 0.08
              ? name(random.nextInt(NAMES))
              : kind < 0.5
                  ? word(topicWord(topic, random.nextInt(TOPIC_WORDS)))
                  : word(zipf(random)));
    }
    return sentence.append(random.nextInt(6) == 0 ? '?' : '.').toString();
  }

  private int topicWord(int topic, int number) {
    var random = new SplittableRandom(seed + 7919L * topic + 104_729L * number);
    return 200 + random.nextInt(VOCABULARY - 200);
  }

  /** A rank with a frequency of about one over it: the logarithm of ranks is uniform. */
  private static int zipf(SplittableRandom random) {
    return (int) Math.floor(Math.pow(VOCABULARY, random.nextDouble())) - 1;
  }

  private static String word(int rank) {
    return syllables(rank + 1).toString();
  }

  private static String name(int number) {
    var name = syllables(number + 40);
    name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
    return name.append("en").toString();
  }

  private static StringBuilder syllables(int number) {
    var word = new StringBuilder();
    for (int rest = number; rest > 0; ) {
      word.append(ONSETS[rest % ONSETS.length]);
      rest /= ONSETS.length;
      word.append(VOWELS[rest % VOWELS.length]);
      rest /= VOWELS.length;
    }
    return word;
  }
}
