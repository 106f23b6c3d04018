package dev.engram.internal.recall.rank;

import dev.engram.internal.projection.WordPairs;
import java.util.regex.Pattern;

/**
 * What the wording of a question tells of the memories that answer it, besides its words. English;
 * another language gives no cue, and signals that need one stay silent.
 *
 * @param dates the dates it names
 * @param pairs its neighbouring words, shape {@code [pairs]}
 * @param speakers hashes of the speakers it names, shape {@code [named]}
 * @param terms how many terms it has
 * @param said whether it asks what the assistant said
 * @param advice whether those who ask want advice for themselves
 * @param overview whether it wants an overview rather than one thing
 * @param time whether it asks for a time
 * @param number whether it asks for a number
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops
public record QuestionCues(
    ExplicitDates dates,
    short[] pairs,
    int[] speakers,
    int terms,
    boolean said,
    boolean advice,
    boolean overview,
    boolean time,
    boolean number) {
  /** Longer texts are no questions; what they ask stands at their beginning or nowhere. */
  private static final int READ = 2_000;

  private static final Pattern SAID =
      words(
          "(?:did|had|have|were) you|you (?:recommended|suggested|advised|proposed|explained|told"
              + "|said|mentioned|gave|provided|showed|described|outlined|listed|helped)");
  private static final Pattern FIRST_PERSON = words("i|my|me|mine|myself");
  private static final Pattern ADVICE =
      words(
          "suggest|recommend|advise|advice|options?|tips?|ideas?|help me|should i|can i|could i"
              + "|how (?:can|could|should|do|would) (?:i|you)"
              + "|what (?:steps|kind|types?|tools?|methods?|content)");
  private static final Pattern OVERVIEW =
      words(
          "summar\\w*|overview|recap|comprehensive|everything|overall|throughout|evolv\\w*"
              + "|progress\\w*|across|walk me through|in order|so far|journey|develop\\w*"
              + "|all (?:the|my|of)");
  private static final Pattern TIME = words("when|what (?:date|day|time|year|month)|how long ago");
  private static final Pattern NUMBER =
      words("how (?:many|much|long|often|old|far|big)|number|percentage|amount|total");

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(?:" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  /** The cues of a question. Cost: linear in its length, a few microseconds for a sentence. */
  public static QuestionCues of(String question, int terms, int[] speakers) {
    String read = question.length() > READ ? question.substring(0, READ) : question;
    boolean said = SAID.matcher(read).find();
    return new QuestionCues(
        ExplicitDates.in(read),
        WordPairs.of(read),
        speakers,
        terms,
        said,
        !said && FIRST_PERSON.matcher(read).find() && ADVICE.matcher(read).find(),
        OVERVIEW.matcher(read).find(),
        TIME.matcher(read).find(),
        NUMBER.matcher(read).find());
  }
}
