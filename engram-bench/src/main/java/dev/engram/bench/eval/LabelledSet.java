package dev.engram.bench.eval;

import dev.engram.query.Query;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Texts, questions about them, and which texts answer them.
 *
 * @param name what reports call it
 * @param kind conversations or documents
 * @param conversations each is recalled from alone
 * @param questions in the order of the file
 */
public record LabelledSet(
    String name, Kind kind, List<Conversation> conversations, List<Question> questions) {
  /** What a set holds. */
  public enum Kind {
    /** Dated turns of conversations, with sessions. */
    CONVERSATIONS,
    /** Documents of one collection, with graded labels. */
    DOCUMENTS
  }

  public LabelledSet {
    conversations = List.copyOf(conversations);
    questions = List.copyOf(questions);
  }

  /**
   * Texts that belong together and to nobody else.
   *
   * @param id names it
   * @param texts in the order they were said
   */
  public record Conversation(String id, List<Text> texts) {
    public Conversation {
      texts = List.copyOf(texts);
    }
  }

  /**
   * A turn, or a document.
   *
   * @param id names it in runs and labels
   * @param session the session it belongs to
   * @param speaker who said it
   * @param when it was said
   * @param words what was said
   */
  public record Text(
      String id,
      Optional<String> session,
      Optional<String> speaker,
      Optional<Instant> when,
      String words) {}

  /**
   * A question.
   *
   * @param id names it in runs
   * @param conversation the only one that may answer
   * @param type which kind of question; reports group by it
   * @param words what is asked
   * @param asked when it was asked, if that is known
   * @param visible how many of the conversation's texts had been said when it was asked; empty: all
   * @param gold the texts that answer it, with their grades; none: nothing is known
   * @param goldSessions the sessions that answer it
   */
  public record Question(
      String id,
      String conversation,
      String type,
      String words,
      Optional<Instant> asked,
      OptionalInt visible,
      Map<String, Integer> gold,
      Set<String> goldSessions) {
    public Question {
      gold = Map.copyOf(gold);
      goldSessions = Set.copyOf(goldSessions);
    }

    /** As it is put to the engine. */
    Query query() {
      Query query = Query.of(words);
      return asked.map(when -> query.askedAt(when.atZone(ZoneOffset.UTC))).orElse(query);
    }
  }
}
