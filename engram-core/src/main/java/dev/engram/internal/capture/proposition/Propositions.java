package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Language;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.text.Utterance;
import java.util.List;

/**
 * Decomposes talk into propositions (spec §6; Chen et al., 2023) without a language model: every
 * finite clause of every sentence, so that one message gives as many facts as it states.
 *
 * <p><b>How.</b> Sentences of prose are cut and tagged; tokens are grouped into noun phrases, verb
 * groups and the words between; each finite verb group looks left for its subject and for how its
 * clause is linked; only clauses that are asserted go on: no questions, conditions, wishes against
 * the facts, quotations, advice, or what somebody else is said to think. What follows the verb is
 * taken apart into particle, preposition and object; the first person becomes the speaker, pronouns
 * of the third person become what the turn has named if only one thing fits. <b>Invariants.</b>
 * What cannot be attributed is dropped, not guessed; a source span lies inside its sentence;
 * nothing depends on anything outside the utterances that are passed.
 *
 * <p>English only: sentences that do not read as English give nothing, their episode still keeps
 * their words. What tools and the system say gives nothing; what an assistant says gives only what
 * it repeats of the user.
 *
 * <p>Thread-safe. Linear in the text; about 10 µs a word. Never throws for any text.
 */
public final class Propositions {
  private static final int MOST = 5_000;
  private static final int CONTEXT = 4;
  private static final int CONTEXT_LENGTH = 2_000;

  private final Language language;
  private final Grammar grammar;

  /** Uses a language, which may be shared. */
  public Propositions(Language language) {
    this.language = language;
    this.grammar = Grammar.of(language.verbs());
  }

  /** What an utterance asserts, in its order; at most 5,000 propositions. */
  public List<Proposition> in(Utterance utterance) {
    return in(utterance, List.of());
  }

  /**
   * What an utterance asserts, where "he" and "she" may stand for whom the utterances before it
   * have named. Of these at most the last four are read, each up to 2,000 characters.
   */
  public List<Proposition> in(Utterance utterance, List<Utterance> before) {
    Mentions mentions = new Mentions(grammar.lexicon());
    for (Utterance earlier : before.subList(Math.max(0, before.size() - CONTEXT), before.size())) {
      if (earlier.text().length() <= CONTEXT_LENGTH) {
        read(earlier, mentions);
        mentions.turn();
      }
    }
    return read(utterance, mentions);
  }

  private List<Proposition> read(Utterance utterance, Mentions mentions) {
    Speech speech = Speech.of(utterance, language.verbs());
    if (speech.machine()) {
      return List.of();
    }
    String text = utterance.text();
    Turn turn = new Turn(grammar, speech, mentions);
    for (Span sentence : language.sentences(text)) {
      if (!worth(text, sentence, speech) || !language.english(text, sentence)) {
        continue;
      }
      List<Token> tokens = language.tokens(text, sentence);
      if (tokens.size() > 1) {
        turn.read(tokens);
      }
      if (turn.propositions().size() >= MOST) {
        break;
      }
    }
    return turn.propositions().stream().filter(Pointers::isClear).toList();
  }

  /** A cheap look before tagging. */
  private static boolean worth(String text, Span sentence, Speech speech) {
    if (speech.assistant()) {
      String start =
          text.substring(sentence.start(), Math.min(sentence.end(), sentence.start() + 80));
      return start.contains("you") || start.contains("You");
    }
    return sentence.length() > 4;
  }
}
